"""Dictionary forms: what inflected Dutch words may be forms of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dutch.lemmas import infinitives, lemmas, surest
from index.dutch.words import fold, words


@pytest.mark.parametrize(
    "forms",
    [
        "school: scholen schooltje schooltjes",
        "brief: brieven briefje",
        "huis: huizen huisje",
        "bus: bussen busje",
        "kind: kinderen kindje",
        "raam: raampje ramen",
        "koning: koninkje koningen",
        "auto: auto's autootje autootjes",
        "cafe: cafes cafeetje",
        "idee: ideeen",
        "leraar: leraren",
        "mogelijkheid: mogelijkheden",
        "museum: musea",
        "groot: grote grootste",
        "ziek: zieke",
        "maken: maakt maakte maakten gemaakt makend makende",
        "geloven: gelooft geloofde geloofd geloofden",
        "reizen: reist reisde gereisd",
        "zeggen: zegt gezegd",
        "antwoorden: antwoordt antwoordde geantwoord",
        "invoeren: ingevoerd ingevoerde",
        "aanvragen: aangevraagd aangevraagde",
        "afschaffen: afgeschaft",
        "oplossen: opgelost",
        "reageren: reageert gereageerd",
        "zijn: is was waren bent",
        "hebben: heeft had hebt",
    ],
)
def test_what_a_form_may_be_of(forms: str) -> None:
    base, _, rest = forms.partition(": ")
    assert [form for form in rest.split() if base not in lemmas(form)] == []


@pytest.mark.parametrize(
    ("root", "infinitive"),
    [("vraag", "vragen"), ("dien", "dienen"), ("zeg", "zeggen"), ("geef", "geven"), ("lees", "lezen"), ("ga", "")],
)
def test_infinitives_of_a_root(root: str, infinitive: str) -> None:
    found = infinitives(root)
    assert infinitive in found if infinitive else found == []


@pytest.mark.parametrize(
    ("form", "base", "never"),
    [("weten", "weten", "wet"), ("duren", "duren", "duur"), ("woon", "wonen", "woo"), ("kinderen", "kind", "kinder")],
)
def test_what_is_known_needs_no_rules(form: str, base: str, never: str) -> None:
    assert base in surest(form)
    assert never not in surest(form)


def test_what_is_not_known_goes_by_the_rules() -> None:
    assert surest("frummels") >= {"frummels", "frummel"}


@given(st.text(max_size=30) | st.from_regex(r"[a-z]{1,12}('s|en|jes?|tjes?|d|t|den|ten|e|s)?", fullmatch=True))
def test_any_word_has_lemmas_that_are_words(text: str) -> None:
    for word in words(text):
        assert word not in lemmas(word)
        assert all(len(lemma) > 1 for lemma in lemmas(word))
        assert len(set(lemmas(word))) == len(lemmas(word))
        assert [fold(lemma) for lemma in lemmas(word)] == list(lemmas(word))
        assert word in surest(word)
