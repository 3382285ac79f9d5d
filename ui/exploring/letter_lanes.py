"""What stands on the timelines: letters in a lane for each sender, themes in a lane each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from index.records import Letter
from qa.themes.records import Theme, Themes
from ui.exploring.letter_list import LetterFilter, choices
from ui.exploring.timeline import Dot, Timeline, timeline
from ui.web.links import letter_link
from ui.wording.dates import date_in_words
from ui.wording.display import letter_name
from ui.wording.interface import text

_LANES = 12  # of the drawing; senders beyond it share the last one


def letters_in_time(letters: Sequence[Letter], wanted: LetterFilter, language: str) -> Timeline | None:
    """Return the letters of a list with a date, a lane for each sender, most letters first."""

    def together(lane: str, period: str, count: int) -> tuple[str, str]:
        sender = lane if lane in {letter.sender for letter in letters} else wanted.sender
        narrower = replace(wanted, sender=sender, since=period, until=period)
        return _several(period, count, language), narrower.address()

    return _by_sender(letters, lambda letter: letter_link(letter.id), together, language)


def theme_in_time(theme: Theme, senders: Mapping[str, str | None], language: str) -> Timeline | None:
    """Return the letters with a date that speak of a theme, a lane for each sender; marks lead to their place on the
    theme's page. `senders` has the name of each letter's sender by the letter's id.
    """
    letters = [replace(each.letter, sender=senders[each.letter.id]) for each in theme.letters]

    def together(lane: str, period: str, count: int) -> tuple[str, str]:
        first = next(each for each in letters if (each.date or "").startswith(period))
        return _several(period, count, language), theme_link(theme, first)

    return _by_sender(letters, lambda letter: theme_link(theme, letter), together, language)


def themes_in_time(found: Themes, language: str) -> Timeline | None:
    """Return the first themes, a lane each, with the letters with a date that speak of it."""
    themes = {theme_name(theme): theme for theme in found.themes[:_LANES]}

    def together(lane: str, period: str, count: int) -> tuple[str, str]:
        first = next(each.letter for each in themes[lane].letters if (each.letter.date or "").startswith(period))
        return _several(period, count, language), theme_link(themes[lane], first)

    lanes = [
        (
            name,
            theme_link(theme),
            [_dot(each.letter, theme_link(theme, each.letter), language) for each in theme.letters if each.letter.date],
        )
        for name, theme in themes.items()
    ]
    return timeline(lanes, together=together)


def theme_name(theme: Theme) -> str:
    """Return the name of a theme with a capital."""
    return theme.name[:1].upper() + theme.name[1:]


def theme_link(theme: Theme, letter: Letter | None = None) -> str:
    """Return the address of a theme from the root path on, at what `letter` says about it."""
    return f"/onderwerpen/{theme.id}" + (f"#brief-{letter.id}" if letter else "")


def _by_sender(
    letters: Sequence[Letter],
    link: Callable[[Letter], str],
    together: Callable[[str, str, int], tuple[str, str]],
    language: str,
) -> Timeline | None:
    dated = [letter for letter in letters if letter.date]
    senders = [sender for sender, _ in choices(dated).senders]
    lanes: dict[str, list[Dot]] = {sender: [] for sender in senders[: _LANES if len(senders) <= _LANES else _LANES - 1]}
    others, unknown = text("letters.other_senders", language), text("letters.no_sender", language)
    for letter in dated:
        lane = others if letter.sender and letter.sender not in lanes else letter.sender or unknown
        lanes.setdefault(lane, []).append(_dot(letter, link(letter), language))
    return timeline([(lane, "", dots) for lane, dots in lanes.items()], together=together)


def _dot(letter: Letter, link: str, language: str) -> Dot:
    name = f"{date_in_words(letter.date or '', language)}: {letter_name(letter)}"
    return Dot(letter.date or "", name, link, square=letter.kind != "brief")


def _several(period: str, count: int, language: str) -> str:
    return text("letters.together", language, count=count, period=date_in_words(period, language))
