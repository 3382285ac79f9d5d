"""What is found in the background, once."""

from __future__ import annotations

from threading import Event

import pytest

from tests.support.limits import HANG_SECONDS
from ui.exploring.background import in_background


def test_what_is_not_there_yet_is_none_and_later_it_is_there() -> None:
    ready, calls = Event(), []

    def find() -> str:
        calls.append(1)
        ready.wait(HANG_SECONDS)
        return "gevonden"

    get = in_background(find, patience=0.01)
    assert get() is None
    assert get() is None
    ready.set()
    while (found := get()) is None:
        pass
    assert (found, calls) == ("gevonden", [1])


def test_a_fault_is_raised_where_it_is_asked_for() -> None:
    def find() -> str:
        raise ValueError("stuk")

    get = in_background(find, patience=HANG_SECONDS)
    for _ in range(2):
        with pytest.raises(ValueError, match="stuk"):
            get()
