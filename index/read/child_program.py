"""What a program does that `index.read.child_process` runs: it answers requests, within a limit of memory."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

MEMORY = 2 << 30
"""Bytes of address space that reading a file may take, with the program itself; a file that asks for more is damaged or
hostile.
"""


_ALMOST = 0.9  # of that; C libraries raise faults of their own where they get no more


def memory_spent() -> bool:
    """Return whether this process once held almost all that it may."""
    with suppress(OSError, ValueError):  # not on every system
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        peak = next(line for line in status.splitlines() if line.startswith("VmPeak:"))
        return int(peak.split()[1]) * 1024 > MEMORY * _ALMOST
    return False


def serve(answer: Callable[[Any], dict[str, Any]]) -> None:
    """Answer the requests on standard input, a line of JSON each, with a line of JSON each: `{"error": "memory"}` where
    the memory was not enough.
    """
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    logging.disable(logging.CRITICAL)  # libraries report every oddity of every file
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not look like an answer
    for line in sys.stdin:
        try:
            reply = json.dumps(answer(json.loads(line)))
        except MemoryError:
            reply = json.dumps({"error": "memory"})
        answers.write(reply + "\n")
        answers.flush()
