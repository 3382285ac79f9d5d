"""Reviews from the terminal, and what the letters did not answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict

from index.errors import SettingsError
from index.search.library import Library, open_library
from index.settings import Settings
from index.store.review.reviews import Correction
from qa.review.pinning import pin_answer
from qa.review.reviewing import make_case, picked, review
from qa.review.unanswered import UnansweredGroup, find_unanswered
from ui.cli.exchanges import ANSWER_FOUND, counted
from ui.cli.frame import out, print_json

_QUOTE = re.compile(r"(\d{1,4})\.(\d{1,4})=(\w+)")
_CITE = re.compile(r"(.+):(\d{1,9})-(\d{1,9})")
_SHOWN = 5  # questions of a group


def make_review(
    settings: Settings,
    id: str,
    *,
    by: str,
    answer: str | None,
    quotes: Sequence[str],
    note: str,
    correction: str,
    cites: Sequence[str],
    case: bool,
    pin: bool,
) -> None:
    """Keep what is found of an exchange, and make a test question of it or pin it where that is asked. Raises
    SettingsError for a value of the wrong form, and what `qa.review.reviewing` raises.
    """
    if not answer and (quotes or note or correction or cites or not (case or pin)):
        raise SettingsError(
            "Het oordeel over het antwoord ontbreekt.", help=f"Kies: --answer {' | '.join(ANSWER_FOUND)}."
        )
    if answer:
        judged = {(int(sentence), int(citation)): said for sentence, citation, said in map(_quote, quotes)}
        corrected = None
        if correction or cites:
            places = [_cite(each) for each in cites]
            with closing(open_library(settings)) as library:
                citations = tuple(picked(letter, start, end, library=library) for letter, start, end in places)
            corrected = Correction(correction, citations)
        made = review(id, reviewer=by, answer=answer, quotes=judged, note=note, correction=corrected, settings=settings)
        out().print(f"Bewaard: {ANSWER_FOUND[made.answer]}.", markup=False, highlight=False)
    if pin:
        with closing(open_library(settings)) as library:
            pinned = pin_answer(id, by, settings, library)
        out().print(f"Vastgezet bij: {pinned.question}", markup=False, highlight=False, soft_wrap=True)
    if case:
        with closing(open_library(settings)) as library:
            file = make_case(id, by, settings, library)
        out().print(
            f"Toetsvraag bewaard in {file}. Meten: briefwijzer eval {file} --out MAP",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip


def list_unanswered(settings: Settings, library: Library, *, days: int, as_json: bool) -> None:
    """Print what was asked in the last `days` and not found, in groups, the biggest first. Raises StoreError."""
    groups = find_unanswered(settings, library, days=days).groups
    if as_json:
        for group in groups:
            print_json(group_line(group))
    elif not groups:
        out().print(f"In de laatste {days} dagen bleef geen vraag zonder antwoord.", markup=False, highlight=False)
    else:
        for group in groups:
            _print_group(group)


def group_line(group: UnansweredGroup) -> dict[str, object]:
    """Return a group as plain data."""
    return {
        "count": len(group.exchanges),
        "questions": [{"id": each.id, "question": each.searched_for} for each in group.exchanges],
        "letters": [asdict(each) for each in group.letters],
    }


def _print_group(group: UnansweredGroup) -> None:
    console = out()
    questions = list(dict.fromkeys(each.searched_for for each in group.exchanges))
    console.print(f"{counted(len(group.exchanges))}: {questions[0]}", style="bold", markup=False, highlight=False)
    for question in questions[1:_SHOWN]:
        console.print(f"  {question}", markup=False, highlight=False)
    for letter in group.letters:
        title = f" — {letter.title}" if letter.title else ""
        console.print(f"  Dichtst in de buurt: {letter.file}{title}", style="dim", markup=False, highlight=False)
    console.print()


def _quote(said: str) -> tuple[str, str, str]:
    if not (match := _QUOTE.fullmatch(said)):
        raise SettingsError(f"Het oordeel {said} heeft een andere vorm.", help="Schrijf het zo: --quote 1.2=wrong.")
    sentence, citation, verdict = match.groups()
    return sentence, citation, verdict


def _cite(said: str) -> tuple[str, int, int]:
    if not (match := _CITE.fullmatch(said)):
        raise SettingsError(f"Het citaat {said} heeft een andere vorm.", help="Schrijf het zo: --cite ID:120-184.")
    return match[1], int(match[2]), int(match[3])
