"""Loaded by every Python process that starts with this folder on its path: keeps it on this machine.

What reaches for another machine fails, and is written to the file that OFFLINE_LOG names.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Any

_HERE = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None}


def _note(what: str, address: object) -> None:
    with Path(os.environ["OFFLINE_LOG"]).open("a", encoding="utf-8") as log:
        log.write(f"{what} {address!r} {sys.argv}\n")


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    # audit events cannot be patched away and see every socket that Python opens (PEP 578)
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        address = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1][0] if arguments[0].family in (socket.AF_INET, socket.AF_INET6) and arguments[1] else None
    else:
        return
    host = address.decode() if isinstance(address, bytes) else address
    if host not in _HERE:
        _note(event, host)
        raise OSError(f"the test keeps {host} out of reach")


sys.addaudithook(_guard)
