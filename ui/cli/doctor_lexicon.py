"""Which words of somebody's own letters the gloss lexicon lacks, for `briefwijzer doctor --lexicon`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from index.dutch.coverage import Coverage, Share, count_words, coverage
from index.dutch.lexicon import open_glosser
from index.errors import ReadError, SettingsError
from index.read.file import read
from index.run.report import IndexProgress
from index.run.scan import scan
from index.settings import Settings

_MOST_FILES = 20  # files that are named; those of which the fewest words are known come first


@dataclass(frozen=True)
class LexiconReport:
    """What the lexicon knows of the files that were read, and by name why others were not."""

    coverage: Coverage
    unread: dict[str, ReadError]


def check_letters(
    path: Path, *, settings: Settings, on_progress: Callable[[IndexProgress], None] = lambda progress: None
) -> LexiconReport:
    """Read the file or folder as indexing does and compare it with the lexicon. Changes nothing.

    Raises SettingsError for a path that is not there or holds no files, and as `open_glosser` does.
    """
    glosser, _ = open_glosser(settings.lexicon)
    if not path.expanduser().exists():
        raise SettingsError(f"{path} bestaat niet.", help="Geef achter --lexicon een bestand of een map met brieven.")
    files = scan([path])
    if not files:
        raise SettingsError(f"In {path} staan geen bestanden.", help="Geef achter --lexicon een map met brieven.")
    counts, unread = {}, {}
    for done, file in enumerate(files):
        on_progress(IndexProgress("read", done, len(files), file.name))
        try:
            text = read(file.path, name=file.name, settings=settings).document.text
        except ReadError as fault:
            unread[file.name] = fault
        else:
            counts[file.name] = count_words(text, glosser)
    on_progress(IndexProgress("read", len(files), len(files)))
    return LexiconReport(coverage(counts), unread)


def print_checked(console: Console, checked: LexiconReport, *, top: int, own: Path | None) -> None:
    """Print what was found, and what to do about it; `top` unknown words at most. `own` is the user's lexicon, if
    any.
    """

    def say(line: str = "") -> None:
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    for name, fault in checked.unread.items():
        say(f"niet gelezen  {name}")
        say(f"              {fault}")
    found = checked.coverage
    if not found.each:
        say("\nEr is niets gelezen om te vergelijken.")
        say("Geef achter --lexicon brieven; uw eigen woordenlijst hoort in de instelling BRIEFWIJZER_LEXICON.")
        return
    if checked.unread:
        say()
    for line in [*_shares(found), *_words(found, top), *_next(found, own)]:
        say(line)


def number(n: int) -> str:
    """Return `n` as Dutch prints it: 19.102."""
    return f"{n:,}".replace(",", ".")


def _shares(found: Coverage) -> list[str]:
    whole, files = found.whole, len(found.each)
    lines = [
        f"De woordenlijst kent {_percent(whole)} van de {_many(whole.words, 'woord', 'woorden')} "
        f"in {_many(files, 'bestand', 'bestanden')}.",
        f"Niet meegeteld: {_many(whole.names, 'naam', 'namen')}, {_many(whole.numbers, 'getal', 'getallen')} en "
        f"{_many(whole.marks, 'losse letter of Romeins cijfer', 'losse letters en Romeinse cijfers')}.",
    ]
    if files == 1:
        return lines
    ranked = sorted(found.each.items(), key=lambda item: (item[1].known_share, item[0]))
    lines += ["", "Per bestand, het minst bekende eerst:"]
    lines += [f"{_percent(share):>8}  {name}" for name, share in ranked[:_MOST_FILES]]
    if rest := ranked[_MOST_FILES:]:
        least = _percent(rest[0][1])
        lines.append(
            f"{least:>8}  {'' if least == '100%' else 'of meer '}in "
            f"{_many(len(rest), 'ander bestand', 'andere bestanden')}"
        )
    return lines


def _words(found: Coverage, top: int) -> list[str]:
    if not found.unknown:
        return ["", "Er zijn geen woorden die de lijst niet kent."]
    shown = found.unknown[:top]
    most = f"; dit zijn de {top} die het vaakst voorkomen" if len(found.unknown) > top else ""
    wide = max(len(each.word) for each in shown)
    return [
        "",
        f"De lijst kent {_many(len(found.unknown), 'woord', 'verschillende woorden')} niet{most}:",
        *(f"{number(each.times):>6}×  {each.word:<{wide}}  {each.example}" for each in shown),
    ]


def _next(found: Coverage, own: Path | None) -> list[str]:
    if not found.unknown:
        return []
    file = f"Vul {own} aan:" if own else "Maak een tekstbestand, bijvoorbeeld woorden.tsv:"
    steps = [
        f"{file} op elke regel een woord, een tab en het Engels, zoals",
        *([] if own else ["Zet in het bestand .env de regel BRIEFWIJZER_LEXICON=woorden.tsv"]),
        "Draai `briefwijzer index`: daarna worden deze woorden ook op betekenis gevonden.",
    ]
    numbered = [f"  {i}. {step}" for i, step in enumerate(steps, 1)]
    example = "       badmuts<TAB>swimming cap"
    needless = "     Namen en Engelse woorden hoeven er niet in. De grondvorm is genoeg: badmuts, niet ook badmutsen."
    return ["", "Zo leert Briefwijzer woorden die ertoe doen:", numbered[0], example, needless, *numbered[1:]]


def _percent(share: Share) -> str:
    """Return a share as Dutch prints it, rounded down: 100% only where every word is known."""
    thousandths = share.known * 1000 // share.words if share.words else 1000
    return f"{thousandths // 10},{thousandths % 10}%" if thousandths < 1000 else "100%"


def _many(n: int, one: str, more: str) -> str:
    return f"{number(n)} {one if n == 1 else more}"
