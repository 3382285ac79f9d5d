"""Strings that pdfium writes to memory of ours."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

_MOST = 1 << 20  # bytes


def string(ask: Callable[..., int]) -> str:
    """Return the string that `ask(buffer, length)` writes in UTF-16, and of which it returns the length in bytes."""
    length = min(ask(None, 0), _MOST)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").split("\0", 1)[0]
