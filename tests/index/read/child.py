"""A program that does what it is told: takes memory, says much, dies or waits."""

from __future__ import annotations

import os
import time

from index.read.child_program import serve


def answer(request: dict[str, int]) -> dict[str, object]:
    for told, number in request.items():
        if told == "take":
            return {"taken": len(bytearray(number))}
        if told == "wait":
            time.sleep(number)
        if told == "die":
            os._exit(number)
    return {"said": "a" * request.get("say", 0)}


if __name__ == "__main__":
    serve(answer)
