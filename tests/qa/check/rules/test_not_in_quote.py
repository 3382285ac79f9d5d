"""What a sentence adds to its quotes is found, with the packaged encoder, and a paraphrase is not
taken for an addition.
"""

from __future__ import annotations

import numpy as np
import pytest

from qa.check.rules.not_in_quote import (
    ENCODED,
    FEATURES,
    NoveltyBound,
    features,
    is_action,
    learned,
    light,
    not_in_quote,
    novelty,
    score,
)
from tests.support.packaged import needs_encoder
from tests.support.records import claim

pytestmark = [pytest.mark.embedder, needs_encoder]

QUOTE = "De gemeente bouwt dit jaar een nieuwe brug voor fietsers over de rivier."

ADDED = [
    ("De gemeente bouwt een nieuwe rode brug voor fietsers.", "rode"),
    ("De gemeente bouwt een nieuwe brug en een theater.", "theater"),
    ("De gemeente bouwt samen met de provincie een brug voor fietsers.", "provincie"),
    ("De gemeente bouwt een nieuwe brug voor fietsers over de rivier, want de oude is verrot.", "verrot"),
    ("De gemeente bouwt een nieuwe brug voor fietsers over de rivier vanwege de vele ongelukken.", "ongelukken"),
    ("Honden moeten in het park aan de lijn.", "honden"),
    ("De koning opent de nieuwe brug voor fietsers.", "koning"),
]

PARAPHRASED = [
    QUOTE,
    "De gemeente bouwt een brug voor fietsers.",
    "Er komt dit jaar een nieuwe fietsbrug.",
    "Dit jaar wordt er een brug over de rivier gebouwd.",
    "De gemeente legt dit jaar een nieuwe fietsbrug over de rivier aan.",
    "In de brief staat dat de gemeente een nieuwe brug bouwt.",
    "Fietsers krijgen dit jaar een nieuwe brug over de rivier.",
]


@pytest.mark.parametrize(("text", "word"), ADDED)
def test_what_is_added_is_named(text, word):
    assert word in not_in_quote(claim(text, QUOTE)).split(", ")


@pytest.mark.parametrize("text", PARAPHRASED)
def test_a_paraphrase_adds_nothing(text):
    assert not_in_quote(claim(text, QUOTE)) == ""


def test_what_the_letter_says_of_itself_is_not_new():
    text = "De gemeente bouwt een brug voor fietsers in Oudewater, staat in het bestemmingsplan."
    assert not_in_quote(claim(text, QUOTE))
    assert not_in_quote(claim(text, QUOTE, title="Bestemmingsplan rivierbrug Oudewater")) == ""


def test_novelty_tells_added_from_replaced():
    new = novelty(claim("De gemeente bouwt een tunnel.", "De gemeente bouwt een brug."))
    assert (new.added, new.replaced) == ((), ("tunnel",))
    new = novelty(claim("De gemeente bouwt een brug en een tunnel.", "De gemeente bouwt een brug."))
    assert (new.added, new.replaced) == (("tunnel",), ())
    assert new.share > 0
    same = novelty(claim(QUOTE, QUOTE))
    assert (same.added, same.replaced, same.share, same.exact) == ((), (), 0, 1)


def test_words_that_other_rules_weigh_are_light():
    assert all(map(light, ("alle", "hooguit", "drie", "12", "mei", "niet", "doen")))
    assert not any(map(light, ("brug", "fietsers", "bouwen")))


def test_verbs_are_actions():
    assert is_action("bouwt")
    assert not is_action("brug")


@pytest.mark.parametrize(("encoded", "names"), [(True, (*FEATURES, *ENCODED)), (False, FEATURES)])
def test_the_learned_bound_weighs_every_feature(encoded, names):
    bound = learned(encoded=encoded)
    assert len(bound.weights) == len(names)
    added = claim("De gemeente bouwt een brug en een parkeergarage.", QUOTE)
    values = features(added, novelty(added), encoded=encoded)
    assert len(values) == len(names)
    assert np.isfinite(values).all()
    assert score((0,) * len(names), bound) == bound.bias <= bound.most
    assert score((2, 1), NoveltyBound((1.0, 10.0), 0.5, 0)) == 12.5


def test_without_the_encoder_the_words_alone_tell(monkeypatch):
    monkeypatch.setattr("qa.check.rules.not_in_quote.encoder_here", lambda: False)
    assert not_in_quote(claim("De gemeente bouwt een brug, een tunnel, een kasteel en een parkeergarage.", QUOTE))
    assert not_in_quote(claim("De gemeente bouwt een brug voor fietsers.", QUOTE)) == ""
