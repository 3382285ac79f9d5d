"""Files of JSON Lines, split where their form says: at line feeds. Text may hold other signs that Python's `splitlines`
takes for ends of lines, such as U+2028.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_MARK = "\ufeff".encode()


def json_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each line, from 1, and its bytes; blank lines are passed over, and so is a byte order mark.
    Raises OSError.
    """
    for number, line in enumerate(path.read_bytes().removeprefix(_MARK).split(b"\n"), start=1):
        if line.strip():
            yield number, line
