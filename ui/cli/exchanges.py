"""Questions and answers as staff read them in the terminal, and which of them a command means."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, get_args

from rich.console import Console

from index.dutch.dates import written_out
from index.errors import SettingsError
from index.settings import Settings
from index.store.exchanges import Exchange, find_exchanges, forget_exchanges, read_exchanges
from index.store.review.entries import ExchangeFilter
from index.store.review.reviews import Review
from qa.exchanges import conversation, expire, keeps
from qa.records import Mode, Status
from qa.review.export import csv_lines, exchange_line
from qa.review.reviewing import with_reviews
from ui.cli.frame import agrees, errors, out, print_json
from ui.wording.display import readable
from ui.wording.interface import text

_REASON = {
    "wrong": "het klopt niet",
    "source": "de bron is verkeerd",
    "incomplete": "het is niet volledig",
    "hard": "het is te moeilijk",
    "other": "om iets anders",
}
ANSWER_FOUND = {
    "good": "goed",
    "partly": "deels goed",
    "wrong": "fout",
    "should_refuse": "had moeten weigeren",
    "should_answer": "ten onrechte geweigerd",
}
"""What staff find of an answer."""

QUOTE_FOUND = {
    "right": "klopt",
    "wrong": "klopt niet",
    "wrong_source": "staat in de verkeerde bron",
    "incomplete": "is onvolledig",
}
"""What staff find of a quote."""

Form = Literal["text", "json", "csv"]
"""How exchanges are printed."""

_LISTED = 20
_HASH = 12  # characters of a hash that tell wordings apart


def wanted_exchanges(
    ids: Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    prompt: str | None = None,
    status: str | None = None,
    mode: str | None = None,
    letter: str | None = None,
    words: str | None = None,
    unsure: float | None = None,
    unhelpful: bool = False,
    unreviewed: bool = False,
    card: bool = False,
    dropped: bool = False,
    assigned: str | None = None,
    code: str | None = None,
) -> ExchangeFilter:
    """Return what the options ask for; `since` and `until` are days here, not in UTC, and `code` is that of a
    conversation. Raises SettingsError for a value of the wrong form.
    """
    if code and not conversation(code):
        raise SettingsError(
            "Deze code heeft niet de goede vorm.",
            help="Een code heeft twintig letters en cijfers. Hij staat op de pagina bij een antwoord dat bewaard is.",
        )
    for name, value, known in (("status", status, get_args(Status)), ("wijze", mode, get_args(Mode))):
        if value and value not in known:
            raise SettingsError(f"De {name} {value} bestaat niet.", help=f"Kies uit {', '.join(known)}.")
    return ExchangeFilter(
        ids=ids,
        since=_begin(since, "--since") if since else None,
        until=_begin(until, "--until") + timedelta(days=1) if until else None,
        prompt=(prompt or "").lower(),
        status=status or "",
        mode=mode or "",
        letter=letter or "",
        words=words or "",
        unsure=unsure,
        unhelpful=unhelpful,
        unreviewed=unreviewed,
        card=card,
        dropped=dropped,
        assigned_to=assigned or "",
        conversation=conversation(code or ""),
    )


def _begin(day: str, option: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day), time()).astimezone()
    except (ValueError, OverflowError) as fault:
        raise SettingsError(
            f"De datum {day} bestaat niet of heeft een andere vorm.", help=f"Schrijf hem zo: {option} 2026-03-31."
        ) from fault


def list_exchanges(settings: Settings, wanted: ExchangeFilter, *, last: int | None, form: Form) -> None:
    """Print the exchanges that are wanted, the newest `last`, after those that are kept too long have
    gone. Raises StoreError.
    """
    expire(settings)
    found = find_exchanges(settings, wanted)
    listed = found[: last or (len(found) if wanted.ids or form == "csv" else _LISTED)]
    missing = [id for id in wanted.ids if id not in found]
    exchanges = with_reviews(settings, listed)
    if form == "csv":
        for line in csv_lines(exchanges):
            sys.stdout.write(line)
    elif form == "json":
        for each, reviews in exchanges:
            print_json(exchange_line(each, reviews))
    else:
        print_exchanges(out(), exchanges, whole=bool(wanted.ids))
    if not found:
        errors().print(why_none(settings, wanted), markup=False, highlight=False, soft_wrap=True)
    elif missing:
        errors().print(f"Niet bewaard: {', '.join(missing)}.", markup=False, highlight=False, soft_wrap=True)
    elif last is None and len(listed) < len(found):
        more = f"Dit zijn de laatste {len(listed)} van {len(found)}; met --last {len(found)} ziet u ze allemaal."
        errors().print(more, markup=False, highlight=False, soft_wrap=True)


def remove_exchanges(settings: Settings, wanted: ExchangeFilter, *, last: int | None, yes: bool) -> bool:
    """Delete the exchanges that are wanted, the newest `last`, when the person at the keyboard agrees or `yes`.

    Returns False when nothing was deleted. Raises StoreError.
    """
    found = find_exchanges(settings, wanted)[:last]
    if not found:
        errors().print(why_none(settings, wanted), markup=False, highlight=False, soft_wrap=True)
        return False
    if not yes and not agrees(f"{counted(len(found))} voorgoed verwijderen?"):
        errors().print("Er is niets verwijderd.")
        return False
    gone = forget_exchanges(settings, found)
    out().print(f"Verwijderd: {counted(gone)}.", markup=False, highlight=False)
    return True


def print_still_naming(settings: Settings, files: Collection[str]) -> None:
    """Print how many exchanges name one of `files`, which left the index, and the command that deletes them; nothing
    where none does. Raises StoreError.
    """
    expire(settings)
    ids = [each.id for each in read_exchanges(settings) if not named_files(each.line).isdisjoint(files)]
    if not ids:
        return
    errors().print(
        f"Nog bewaard, met zinnen hieruit: {counted(len(ids))}. Voorgoed verwijderen: "
        f"briefwijzer exchanges --forget {' '.join(ids)}",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip


def named_files(line: object) -> set[str]:
    """Return the files that an answer line names anywhere: in citations, among what was found, in what is older."""
    if isinstance(line, Mapping):
        own = {line["file"]} if isinstance(line.get("file"), str) else set()
        return own.union(*map(named_files, line.values()))
    return set().union(*map(named_files, line)) if isinstance(line, list) else set()


def print_exchanges(
    console: Console, exchanges: Iterable[tuple[Exchange, Sequence[Review]]], *, whole: bool = False
) -> None:
    """Print each exchange in a few lines, or, `whole`, with every sentence, its sources and what was left out; and what
    was found of it.
    """
    for each, reviews in exchanges:
        _print(console, "", f"{each.id} · {moment(each.asked_at)} · {_about(each)}", style="bold")
        _print(console, "  ", each.question)
        if each.searched_for != each.question:
            _print(console, "  Gezocht op: ", each.searched_for, style="dim")
        if whole:
            _print_answer(console, each.line)
        else:
            said = [sentence["text"] for sentence in each.line.get("sentences") or ()]
            _print(console, "  ", (said or [each.line.get("notice") or ""])[0], style="cyan" if said else "yellow")
            if len(said) > 1:
                _print(console, "  ", f"en nog {_sentences(len(said) - 1)}", style="dim")
            _print(console, "  ", _left_out(each.line.get("dropped") or ()), style="dim")
        _print(console, "  ", _found(each), style="dim" if each.helpful else "yellow")
        for review in reviews:
            _print(console, "  ", _reviewed(review), style="magenta")
        console.print()


def why_none(settings: Settings, wanted: ExchangeFilter) -> str:
    """Return why no exchange was found, and what to do. Raises StoreError."""
    held = len(find_exchanges(settings))
    if held and wanted.ids:
        return "Hiervan is niets bewaard. Kijk met `briefwijzer exchanges` wat er is; het nummer staat vooraan."
    if held:
        return f"Hieraan voldoet niets; bewaard is {counted(held)}. Laat opties weg om er meer te zien."
    if not settings.exchanges_days:
        return (
            "Vragen en antwoorden worden niet bewaard: BRIEFWIJZER_EXCHANGES_DAYS staat op 0. "
            "Zet die instelling op een aantal dagen om ze te bewaren."
        )
    if not keeps(settings, ticked=False):
        when = "alleen bewaard als wie vraagt dat aanvinkt" if settings.exchanges == "tick" else "niet bewaard"
        return f"Vragen en antwoorden worden {when}: BRIEFWIJZER_EXCHANGES staat op {settings.exchanges}."
    return (
        'Er is nog geen vraag bewaard. Stel er een met `briefwijzer ask "uw vraag"` of op de pagina van `briefwijzer '
        "chat`; "
        f"daarna staat die hier {settings.exchanges_days} dagen, met het antwoord."
    )


def counted(number: int) -> str:
    """Return a number of exchanges in words."""
    return "1 vraag met antwoord" if number == 1 else f"{number} vragen met antwoorden"


def moment(at: datetime) -> str:
    """Return a moment in the time of this machine: `31 maart 2026, 14:05`."""
    here = at.astimezone()
    return f"{written_out(here.date().isoformat())}, {here:%H:%M}"


def _about(exchange: Exchange) -> str:
    by = ("met taalmodel " + (exchange.model or "")).strip() if exchange.mode == "model" else "zonder taalmodel"
    prompt = f" · prompt {exchange.prompt[:_HASH]}" if exchange.prompt else ""
    return f"{text('review.status_' + exchange.status, 'nl')} · {by}{prompt}"


def _found(exchange: Exchange) -> str:
    """Return what whoever asked found of the answer, "" where nothing was said."""
    if exchange.helpful is None:
        return ""
    said = "nuttig" if exchange.helpful else "niet nuttig"
    why = f", {_REASON[exchange.reason]}" if exchange.reason in _REASON else ""
    remark = f": “{exchange.remark}”" if exchange.remark else ""
    return f"Gevonden: {said}{why}{remark}"


def _reviewed(review: Review) -> str:
    """Return what a reviewer found, in one line."""
    quotes = [f"citaat {each.sentence}.{each.citation} {QUOTE_FOUND[each.verdict]}" for each in review.quotes]
    found = "; ".join([ANSWER_FOUND[review.answer], *quotes])
    note = f" “{review.note}”" if review.note else ""
    corrected = f" Het moest zijn: “{review.correction.text}”" if review.correction else ""
    return f"Beoordeeld door {review.reviewer}, {moment(review.reviewed_at)}: {found}.{note}{corrected}"


def _print_answer(console: Console, line: Mapping[str, Any]) -> None:
    for sentence in line.get("sentences") or ():
        _print(console, "  ", sentence["text"], style="cyan")
        for cited in sentence["citations"]:
            _print(console, "    ", _place(cited), style="dim")
    _print(console, "  ", line.get("notice") or "", style="yellow")
    for near in line.get("nearest") or ():  # a line of before there was any has none
        _print(console, "  Dichtst in de buurt: ", _place(near), style="dim")
    for each in line.get("dropped") or ():
        words = each.get("words") or ()  # those that broke the rule
        broke = ", ".join([each["reason"], *([words] if isinstance(words, str) else words)])
        _print(console, "  Weggelaten: ", f"{each['text']} ({broke})", style="dim")


def _place(citation: Mapping[str, Any]) -> str:
    return f"{citation['file']}, pagina {citation['page']}: “{citation['quote']}”"


def _left_out(dropped: Sequence[Mapping[str, Any]]) -> str:
    """Return how many sentences are not shown, with the rules that stopped them, the commonest first."""
    rules = Counter(each["reason"] for each in dropped).most_common()
    named = ", ".join(f"{rule} {times}×" for rule, times in rules)
    return f"Weggelaten: {_sentences(len(dropped))} ({named})" if dropped else ""


def _sentences(number: int) -> str:
    return "1 zin" if number == 1 else f"{number} zinnen"


def _print(console: Console, before: str, text: str, *, style: str = "") -> None:
    """Print `text` in one line without what would steer a terminal: anybody may have typed it.
    Nothing for an empty one.
    """
    line = "".join(char for char in " ".join(readable(text).split()) if char.isprintable())
    if line:
        console.print(before + line, style=style, markup=False, highlight=False, emoji=False)
