"""Loaded by every Python process that starts with this folder on its path: keeps it on this machine.

What reaches for another machine fails, and is written to the file that OFFLINE_LOG names; what stays on this one, to
the file that HERE_LOG names, where that is set. A line is JSON: `event`, the name of the audit event, `host`, `port`
(null where the event has none), and `argv`, that of the process.
"""

import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

_HERE = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "", None}


def _note(log: str | None, event: str, host: str | None, port: object) -> None:
    if log:
        line = {"event": event, "host": host, "port": port if isinstance(port, int | str) else None, "argv": sys.argv}
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    # audit events cannot be patched away and see every socket that Python opens (PEP 578)
    if event == "socket.getaddrinfo":
        address, port = arguments[:2]
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        address, port = arguments[0], None
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family not in (socket.AF_INET, socket.AF_INET6) or not arguments[1]:
            return
        address, port = arguments[1][:2]
    else:
        return
    host = address.decode() if isinstance(address, bytes) else address
    if host in _HERE:
        _note(os.environ.get("HERE_LOG"), event, host, port)
    else:
        _note(os.environ["OFFLINE_LOG"], event, host, port)
        raise OSError(f"the test keeps {host} out of reach")


sys.addaudithook(_guard)
