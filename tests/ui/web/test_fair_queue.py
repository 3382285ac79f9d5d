"""Who is let in when, and who is sent away."""

from __future__ import annotations

import pytest

from index.errors import OverloadedError, TooManyRequestsError
from ui.web.fair_queue import FairQueue


def test_addresses_take_turns_whatever_one_of_them_asks() -> None:
    queue = FairQueue(1, per_minute=1_000)
    first, *greedy = (queue.join("greedy") for _ in range(4))
    visitor = queue.join("visitor")
    assert first.is_in
    assert not any(place.is_in for place in (*greedy, visitor))
    order = []
    names = {id(visitor): "visitor", **{id(place): f"greedy {i}" for i, place in enumerate(greedy, 2)}}
    inside = first
    for _ in range(4):
        inside.leave()
        (inside,) = (place for place in (*greedy, visitor) if place.is_in)
        order.append(names[id(inside)])
    assert order == ["greedy 2", "visitor", "greedy 3", "greedy 4"]


def test_so_many_are_in_at_the_same_time_and_no_more() -> None:
    queue = FairQueue(2, per_minute=1_000)
    places = [queue.join(str(i)) for i in range(4)]
    assert [place.is_in for place in places] == [True, True, False, False]
    places[0].leave()
    places[0].leave()
    assert [place.is_in for place in places] == [False, True, True, False]


def test_who_withdraws_does_not_hold_up_the_others() -> None:
    queue = FairQueue(1, per_minute=1_000)
    inside, leaving, last = (queue.join(name) for name in "aab")
    leaving.withdraw()
    leaving.wait()
    assert not leaving.is_in
    inside.withdraw()
    assert inside.is_in, "what is being done goes on"
    inside.leave()
    last.wait()
    assert last.is_in


def test_an_address_and_all_together_have_so_many_places() -> None:
    queue = FairQueue(1, per_minute=1_000, per_address=2, in_all=3)
    first, second = queue.join("a"), queue.join("a")
    with pytest.raises(TooManyRequestsError):
        queue.join("a")
    queue.join("b")
    with pytest.raises(OverloadedError):
        queue.join("c")
    second.leave()
    queue.join("c")
    first.leave()
    queue.join("a")


def test_an_address_asks_so_often_a_minute() -> None:
    queue = FairQueue(1, per_minute=2)
    for _ in range(2):
        queue.join("a").leave()
    with pytest.raises(TooManyRequestsError):
        queue.join("a")
    queue.join("b")
