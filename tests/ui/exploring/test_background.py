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

    get = in_background(find)
    assert get(0.01) is None
    assert get(0.01) is None
    ready.set()
    found = get(HANG_SECONDS)
    assert (found, calls) == ("gevonden", [1])


def test_a_fault_is_raised_where_it_is_asked_for() -> None:
    def find() -> str:
        raise ValueError("stuk")

    get = in_background(find)
    for _ in range(2):
        with pytest.raises(ValueError, match="stuk"):
            get(HANG_SECONDS)
