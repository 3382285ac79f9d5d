"""A small file that is written in one go: whoever reads it sees what was there or what comes, never half of it."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of what the file at `path` holds, for its user alone. Raises OSError."""
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
