"""The log of a server, for people or as one JSON object a line. No question or answer is ever written to it."""

from __future__ import annotations

import logging

from pythonjsonlogger.json import JsonFormatter


def log_as_json() -> None:
    """Have everything that is logged from now on written to standard error as JSON: `time`, `level`, `logger`,
    `message`, and `exc_info` where there is a traceback.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonFormatter(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            json_ensure_ascii=False,
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
