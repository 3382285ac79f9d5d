"""The queue and the reviews, on SQLite and on PostgreSQL: what is chosen and kept, and what goes with an exchange."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from index.settings import Settings
from index.store.catalog.connection import open_catalog
from index.store.exchanges import find_exchanges, forget_exchanges, judge_exchange
from index.store.review.entries import ExchangeFilter
from index.store.review.pins import Pin, put_pin, read_pin, read_pins, remove_pin
from index.store.review.queue import assign, next_in_queue, read_queue
from index.store.review.reviews import (
    Correction,
    QuoteVerdict,
    Review,
    read_reviews,
    verdicts_of_two,
    write_review,
)
from index.store.review.tables import earlier_reviews, review_letters, review_queue, reviews
from tests.whole import test_exchanges

pytestmark = pytest.mark.slow

postgres, store, put = test_exchanges.postgres, test_exchanges.store, test_exchanges.put

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
QUOTE = {"file": "bad.txt", "letter_id": "b1", "page": 2, "start": 4, "end": 14, "quote": "kost niets"}


def review(id: str, reviewer: str = "Anna", answer: str = "good", **more: Any) -> Review:
    return Review(id, reviewer, more.pop("reviewed_at", NOON), answer, **more)


def put_all(settings: Settings) -> dict[str, str]:
    """Keep an exchange of each kind that staff look for; return their ids by kind, newest first."""
    said: dict[str, dict[str, Any]] = {
        "plain": {},
        "shouted": {"question": "WAT KOST ÉÉN BADMUTS_X?"},
        "not_found": {"status": "not_found", "sentences": [], "nearest": [QUOTE], "confidence": 0.1},
        "unsure": {"confidence": 0.42},
        "model": {"mode": "model", "dropped": [{"text": "x", "reason": "polarity"}]},
        "help": {"status": "refused", "sentences": [], "card": {"kind": "bullying"}},
        "greeting": {"status": "refused", "sentences": [], "card": {"kind": "greeting"}},
        "quoting": {"sentences": [{"text": "Dat kost niets.", "citations": [QUOTE]}]},
        "unhelpful": {},
        "helpful": {},
    }
    ids = {kind: put(settings, ago=number * MINUTE, **changed) for number, (kind, changed) in enumerate(said.items())}
    judge_exchange(ids["unhelpful"], helpful=False, reason=None, remark=None, settings=settings)
    judge_exchange(ids["helpful"], helpful=True, reason=None, remark=None, settings=settings)
    return ids


def rows(settings: Settings) -> list[int]:
    """Return how many rows each table of the staff's work has, of those that go with an exchange."""
    engine = open_catalog(settings)
    with engine.connect() as connection:
        tables = (review_queue, review_letters, reviews, earlier_reviews)
        counted = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
    engine.dispose()
    return counted


def test_each_filter_chooses_its_own(store: Settings) -> None:
    ids = put_all(store)
    write_review(review(ids["plain"]), settings=store)
    write_review(review(ids["model"], "Bas"), settings=store)
    assert assign(store, [ids["help"], ids["plain"], "weg"], "Bas", by="Anna") == 2
    now = datetime.now(UTC)
    everything = list(ids)
    for wanted, kinds in [
        (ExchangeFilter(), everything),
        (ExchangeFilter(since=now - 2.5 * MINUTE), everything[:3]),
        (ExchangeFilter(until=now - 2.5 * MINUTE), everything[3:]),
        (ExchangeFilter(status="refused"), ["help", "greeting"]),
        (ExchangeFilter(mode="model"), ["model"]),
        (ExchangeFilter(letter="b1"), ["not_found", "quoting"]),
        (ExchangeFilter(letter="bad.txt", status="answered"), ["quoting"]),
        (ExchangeFilter(words="één kost"), ["shouted"]),
        (ExchangeFilter(words="badmuts_x"), ["shouted"]),
        (ExchangeFilter(words="badmuts%x"), []),
        (ExchangeFilter(unsure=0.5), ["not_found", "unsure"]),
        (ExchangeFilter(unsure=0.42), ["not_found"]),
        (ExchangeFilter(unhelpful=True), ["unhelpful"]),
        (ExchangeFilter(unreviewed=True), [kind for kind in everything if kind not in ("plain", "model")]),
        (ExchangeFilter(unreviewed_by="Bas"), [kind for kind in everything if kind != "model"]),
        (ExchangeFilter(card=True), ["help"]),
        (ExchangeFilter(dropped=True), ["model"]),
        (ExchangeFilter(assigned_to="Bas"), ["plain", "help"]),
        (ExchangeFilter(assigned_to="Bas", unreviewed=True), ["help"]),
    ]:
        page = read_queue(store, wanted)
        assert [entry.id for entry in page.entries] == [ids[kind] for kind in kinds], wanted
        assert page.total == len(kinds)
        assert find_exchanges(store, wanted) == [ids[kind] for kind in kinds]


def test_an_entry_says_what_staff_choose_by(store: Settings) -> None:
    ids = put_all(store)
    write_review(review(ids["unsure"], "Bas"), settings=store)
    write_review(review(ids["unsure"], "Anna"), settings=store)
    [entry] = read_queue(store, ExchangeFilter(unsure=0.5, status="answered")).entries
    assert (entry.question, entry.confidence, entry.helpful) == ("Wat kost de zwemles?", 0.42, None)
    assert list(entry.verdicts) == ["Anna", "Bas"]
    assert entry.asked_at.utcoffset() == timedelta()


def test_the_queue_comes_in_parts_and_goes_on_from_where_somebody_is(store: Settings) -> None:
    ids = list(put_all(store).values())
    first, second = (read_queue(store, ExchangeFilter(), skip=skip, limit=4) for skip in (0, 4))
    assert [entry.id for entry in (*first.entries, *second.entries)] == ids[:8]
    assert first.total == len(ids)
    assert read_queue(store, ExchangeFilter(), skip=100).entries == ()
    assert next_in_queue(store, ExchangeFilter(), after=ids[3]) == ids[4]
    assert next_in_queue(store, ExchangeFilter(status="refused"), after=ids[0]) == ids[5]
    assert next_in_queue(store, ExchangeFilter(), after=ids[-1]) is None
    assert next_in_queue(store, ExchangeFilter(), after="weg") == ids[0]


def test_a_page_of_the_queue_is_read_along_an_index(store: Settings) -> None:
    if store.database_url:
        pytest.skip("PostgreSQL chooses by how much there is")
    put_all(store)
    engine = open_catalog(store)
    with engine.connect() as connection:
        newest = "SELECT exchange_id FROM review_queue ORDER BY asked_at DESC, exchange_id LIMIT 20"
        plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {newest}")))
    engine.dispose()
    assert "ix_review_queue_asked_at" in plan


def test_a_later_review_takes_the_place_of_an_earlier_one_which_stays(store: Settings) -> None:
    id = put(store)
    wrong = review(id, answer="wrong", quotes=(QuoteVerdict(1, 1, "incomplete"),), note="Er staat meer.")
    correction = Correction("De zwemles kost niets.", (QUOTE,))
    better = review(id, answer="partly", reviewed_at=NOON + MINUTE, correction=correction)
    other = review(id, "Bas", reviewed_at=NOON - MINUTE)
    assert all(write_review(each, settings=store) for each in (wrong, better, other))
    assert read_reviews(store, id) == (other, better)
    assert read_reviews(store, id, earlier=True) == (wrong,)


def test_what_is_not_there_is_not_reviewed(store: Settings) -> None:
    assert not write_review(review("weg"), settings=store)
    put(store)
    assert not write_review(review("weg"), settings=store)
    assert read_reviews(store, "weg") == ()


def test_all_of_it_goes_with_the_exchange(store: Settings) -> None:
    ids = put_all(store)
    for answer in ("wrong", "good"):
        write_review(review(ids["quoting"], answer=answer), settings=store)
    assert rows(store) == [len(ids), 2, 1, 1]
    forget_exchanges(store, [ids["quoting"]])
    assert rows(store) == [len(ids) - 1, 1, 0, 0]


def test_verdicts_of_two_reviewers_lie_side_by_side(store: Settings) -> None:
    one, two, three = sorted(put(store) for _ in range(3))
    for id, reviewer, answer in [
        (one, "Bas", "good"),
        (one, "Anna", "good"),
        (two, "Anna", "wrong"),
        (two, "Bas", "partly"),
        (three, "Anna", "good"),
        (two, "Cas", "wrong"),
    ]:
        write_review(review(id, reviewer, answer), settings=store)
    assert verdicts_of_two(store) == {
        ("Anna", "Bas"): [("good", "good"), ("wrong", "partly")],
        ("Anna", "Cas"): [("wrong", "wrong")],
        ("Bas", "Cas"): [("partly", "wrong")],
    }


def test_a_pin_takes_the_place_of_another_for_its_question_and_stays_until_it_is_taken_back(store: Settings) -> None:
    assert read_pins(store) == []
    assert read_pin(store, "k1") is None
    assert not remove_pin(store, "k1", by="Anna")
    sentences = ({"text": "Niets.", "citations": [QUOTE]},)
    one, two = (Pin("k1", "Wat kost dat?", "nl", "quotes", sentences, name, NOON) for name in ("Anna", "Bas"))
    other = Pin("k2", "Wie?", "nl", "quotes", sentences, "Anna", NOON - MINUTE)
    for pin in (one, other, two):
        put_pin(pin, store)
    forget_exchanges(store, find_exchanges(store))
    assert read_pins(store) == [two, other]
    assert read_pin(store, "k1") == two
    assert remove_pin(store, "k1", by="Anna")
    assert read_pins(store) == [other]


def test_what_was_kept_before_there_was_a_queue_is_put_into_it(store: Settings) -> None:
    ids = put_all(store)
    test_exchanges.older_catalog(store, "0006")
    assert [entry.id for entry in read_queue(store, ExchangeFilter()).entries] == list(ids.values())
    wanted = {"unsure": ExchangeFilter(unsure=0.5, status="answered"), "unhelpful": ExchangeFilter(unhelpful=True)}
    wanted |= {"help": ExchangeFilter(card=True), "model": ExchangeFilter(dropped=True)}
    wanted |= {"quoting": ExchangeFilter(letter="b1", status="answered")}
    assert {kind: find_exchanges(store, each) for kind, each in wanted.items()} == {
        kind: [ids[kind]] for kind in wanted
    }
