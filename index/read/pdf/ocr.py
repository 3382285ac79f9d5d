"""Text recognition by the program ocrmypdf, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

_PROGRAM = "ocrmypdf"


class OcrError(Exception):
    """The program gave no result; the text says why."""


class OcrTooSlowError(OcrError):
    """The program took more time than it may."""


def installed() -> bool:
    """Say whether the program can be called."""
    return shutil.which(_PROGRAM) is not None


def add_text_layer(path: Path, target: Path, *, seconds: float) -> None:
    """Write `path` to `target` with a Dutch text layer on the pages that have none. Raises OcrError."""
    command = [_PROGRAM, "-l", "nld", "--skip-text", "--quiet", str(path), str(target)]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        raise OcrError(str(error)) from error
    try:
        _, complaint = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise OcrTooSlowError(f"{seconds:g} s") from error
    finally:
        if process.poll() is None:
            with suppress(OSError):  # with the programs that it started itself
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode or not target.is_file():
        raise OcrError(complaint.decode("utf-8", "replace").strip()[-300:])
