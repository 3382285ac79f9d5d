"""Damaged and hostile files: valid ones of every kind, changed at random, are read as an index run reads them.

    python -m eval.bench.fuzz [--files 1000] [--seed 1]

Each is read or refused with a reason, within the limits; anything else is a fault of Briefwijzer, and ends this with
exit code 1.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from index.errors import ReadError
from index.run.reading import read_and_cut
from index.settings import Settings

LETTERS = Path("letters")
SECONDS = 20.0
"""What one file may take here."""

_SLACK = 5.0  # seconds for ending a process and starting another
_TEXT = "Gemeente Duinrand\nDatum: 3 mei 2023\nOnderwerp: zwemles\n\nBeste ouders,\n\n- De les begint om 9 uur.\n"
_MAIL = "From: a@b.nl\nTo: c@d.nl\nSubject: zwemles\nMIME-Version: 1.0\nContent-Type: {type}\n\n{body}"
_NESTED = (
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:p",
    "w:r",
    "text:p",
    "text:list",
    "draw:frame",
    "table:table",
    "div",
    "table",
    "li",
)


@dataclass
class FuzzReport:
    """What became of the files: read, or refused by reason; what was raised beside that; and the slowest."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def main(
    files: Annotated[int, typer.Option(metavar="N", help="Hoeveel bestanden.")] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", help="Ander getal, andere bestanden.")] = 1,
) -> None:
    """Lees beschadigde en kwaadwillige bestanden, zoals `briefwijzer index` dat doet."""
    report = fuzz(valid_files(LETTERS), files=files, seed=seed)
    for outcome, times in report.outcomes.most_common():
        sys.stdout.write(f"{times:6} {outcome}\n")
    sys.stdout.write(f"langste: {report.slowest:.1f} s\n" + "".join(f"FOUT {fault}\n" for fault in report.faults))
    if report.faults:
        raise typer.Exit(1)


def valid_files(letters: Path) -> list[tuple[str, bytes]]:
    """Return the suffix and the bytes of valid files of every kind: those in `letters`, and small ones made here."""
    page = "<html><body>" + _TEXT.replace("\n", "<br>\n") + "<table><tr><td>a</td></tr></table></body></html>"
    found = [(file.suffix, file.read_bytes()) for file in sorted(letters.iterdir()) if file.is_file()]
    made = [(".txt", _TEXT), (".md", f"# Zwemles\n\n{_TEXT}\n| a | b |\n|---|---|\n"), (".html", page)]
    made += [
        (".eml", _MAIL.format(type="text/plain", body=_TEXT)),
        (".mhtml", _MAIL.format(type="text/html", body=page)),
    ]
    return found + [(suffix, text.encode()) for suffix, text in made]


def fuzz(valid: Sequence[tuple[str, bytes]], *, files: int, seed: int) -> FuzzReport:
    """Read `files` files that are changed ones of `valid`, in turn, always the same ones for a `seed`."""
    chance = random.Random(seed)
    settings = Settings().model_copy(update={"read_seconds": SECONDS, "max_file_mb": 20})
    report = FuzzReport()
    with TemporaryDirectory(prefix="briefwijzer-") as folder:
        for number in range(files):
            suffix, data = valid[number % len(valid)]
            path = Path(folder) / f"{number:05}{suffix}"
            path.write_bytes(changed(data, chance))
            started = time.monotonic()
            try:
                read_and_cut(path, name=path.name, settings=settings)
                report.outcomes["gelezen"] += 1
            except ReadError as refused:
                report.outcomes[f"geweigerd: {refused.reason}"] += 1
            except Exception as fault:  # noqa: BLE001  what this is for
                report.faults.append(f"{path.name} (seed {seed}): {fault!r}")
            took = time.monotonic() - started
            report.slowest = max(report.slowest, took)
            if took > SECONDS + _SLACK:
                report.faults.append(f"{path.name} (seed {seed}): {took:.0f} s")
            path.unlink()
    return report


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return a file like `data` with something wrong: of a zip file mostly inside one of its parts."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _changed_part(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_CHANGES)(data, chance)
    return data


def _changed_part(data: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [name for name in source.namelist() if name.endswith((".xml", ".rels"))]
        chosen = chance.choice(names + [name for name in names if "document" in name or "content.xml" in name] * 5)
        for name in source.namelist():
            part = source.read(name)
            archive.writestr(name, chance.choice(_CHANGES)(part, chance) if name == chosen else part)
    return target.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    """Repeat a piece many times, as far as the file stays small enough to be read soon."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 200)]
    return data[:start] + piece * chance.choice((2, 50, min(20_000, 300_000 // len(piece)))) + data[start:]


def _nest(data: bytes, chance: random.Random) -> bytes:
    """Put an element of the file, or of its kind, in itself many times."""
    tag, depth = chance.choice(_NESTED).encode(), chance.choice((20, 200, 5_000))
    at = data.find(b"<" + tag)
    at = at if at >= 0 else chance.randrange(len(data))
    return data[:at] + (b"<" + tag + b">") * depth + b"tekst" + (b"</" + tag + b">") * depth + data[at:]


def _number(data: bytes, chance: random.Random) -> bytes:
    """Replace a number by a large one."""
    places = [i for i in range(0, len(data) - 1) if data[i : i + 1].isdigit() and data[i - 1 : i] in b'" ='] or [0]
    at = chance.choice(places)
    return data[:at] + chance.choice((b"99999999", b"-1", b"1e999", b"0")) + data[at + 1 :]


def _empty(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 2_000) :] or b" "


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _repeat, _nest, _number, _empty)


if __name__ == "__main__":
    typer.run(main)
