"""A draft that arrives in pieces: each sentence is handed out once, in order, when it is whole and
the model can answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import ModelError
from qa.llm.draft import Draft, DraftReader, DraftSentence, parse_draft

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
CITATIONS = st.lists(
    st.fixed_dictionaries({"source": st.sampled_from(["B1", "B0", "B99"]), "quote": WORDS}), max_size=3
)
SENTENCES = st.lists(
    st.fixed_dictionaries({"text": WORDS, "citations": CITATIONS}), min_size=1, max_size=5,
    unique_by=lambda each: each["text"]
)  # fmt: skip
PRINTED = st.fixed_dictionaries({"ensure_ascii": st.booleans(), "indent": st.sampled_from([None, 1, 2])})

ONE, TWO, THREE = (
    {
        "text": f"De brief zegt: „{word}” {{ja}} [nee].",
        "citations": [{"source": "B1", "quote": f'een "{word}" \\ € 5 🚲'}],
    }
    for word in ("één", "twee", "drie")
)


def drafted(sentences: Iterable[dict[str, Any]]) -> list[DraftSentence]:
    return [DraftSentence.model_validate(each) for each in sentences]


def pieces_of(text: str, cuts: Sequence[int]) -> list[str]:
    """Return `text` in pieces that end at `cuts`."""
    places = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return [text[start:end] for start, end in pairwise(places) if start < end]


def read(pieces: Iterable[str]) -> tuple[list[DraftSentence], DraftReader]:
    reader = DraftReader()
    return [sentence for piece in pieces for sentence in reader.feed(piece)], reader


@given(SENTENCES, PRINTED, st.sampled_from([True, "partly"]), st.lists(st.integers(0, 10**6), max_size=12))
def test_every_sentence_comes_once_and_in_order_however_the_reply_is_cut(sentences, printed, answerable, cuts):
    text = json.dumps({"answerable": answerable, "sentences": sentences, "missing": "rest"}, **printed)
    handed, reader = read(pieces_of(text, cuts))
    assert handed == drafted(sentences)
    assert reader.finish() == Draft(answerable=answerable, sentences=tuple(handed), missing="rest")


@pytest.mark.parametrize("ascii_only", [True, False])
def test_at_every_position_just_the_sentences_that_are_whole_have_come(ascii_only):
    parts = [json.dumps(each, ensure_ascii=ascii_only) for each in (ONE, TWO, THREE)]
    head = '{"answerable": true, "sentences": ['
    text = f'{head}{", ".join(parts)}], "missing": ""}}'
    ends = [text.index(part) + len(part) for part in parts]
    for cut in range(len(text) + 1):
        handed, reader = read([text[:cut]])
        assert handed == drafted([ONE, TWO, THREE])[: sum(end <= cut for end in ends)]
        handed += reader.feed(text[cut:])
        assert handed == drafted([ONE, TWO, THREE])
        assert reader.finish().sentences == tuple(handed)


@given(SENTENCES, PRINTED, st.integers(0, 10**6))
def test_what_breaks_off_keeps_what_was_handed_out(sentences, printed, cut):
    text = json.dumps({"answerable": True, "sentences": sentences, "missing": ""}, **printed)
    handed, reader = read([text[: cut % len(text)]])
    if handed:
        assert reader.finish().sentences[: len(handed)] == tuple(handed) == tuple(drafted(sentences)[: len(handed)])
        assert reader.finish().answerable is True


@given(SENTENCES, st.sampled_from([True, "partly", False]), st.lists(st.integers(0, 10**6), max_size=8))
def test_nothing_comes_before_the_model_says_that_it_can_answer(sentences, answerable, cuts):
    known = f'"answerable": {json.dumps(answerable)}'
    text = f'{{"sentences": {json.dumps(sentences)}, "missing": "", {known}}}'
    reader = DraftReader()
    for piece in pieces_of(text[: -len(known) - 1], cuts):
        assert reader.feed(piece) == []
    handed = reader.feed(text[-len(known) - 1 :])
    assert handed == (drafted(sentences) if answerable else [])
    assert reader.finish() == Draft(answerable=answerable, sentences=tuple(drafted(sentences)))


def test_a_model_that_cannot_answer_has_no_sentences_handed_out():
    text = json.dumps({"answerable": False, "sentences": [ONE, TWO]})
    handed, reader = read(text)
    assert handed == []
    assert reader.finish().answerable is False


@pytest.mark.parametrize("answerable", ["misschien", None, 3, [], {}])
def test_nor_has_one_that_says_something_else_of_it(answerable):
    assert read(json.dumps({"answerable": answerable, "sentences": []}))[0] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("```json\n", "\n```"),
        ("```\n", "\n```\nSucces!"),
        ("Natuurlijk, hier is het antwoord:\n\n", "\n\nLaat het weten als ik kan helpen."),
        ("\ufeff \n\t", "   "),
        ("[1, 2] en dan: ", " } ] ```"),
    ],
)
@given(cuts=st.lists(st.integers(0, 10**6), max_size=6))
def test_prose_and_fences_around_a_draft_change_nothing(before, after, cuts):
    text = f"{before}{json.dumps({'answerable': True, 'sentences': [ONE, TWO]}, indent=1)}{after}"
    handed, reader = read(pieces_of(text, cuts))
    assert handed == drafted([ONE, TWO])
    assert reader.finish().sentences == tuple(handed)


@given(cuts=st.lists(st.integers(0, 10**6), max_size=6))
def test_braces_in_the_prose_before_it_only_make_it_come_at_the_end(cuts):
    text = f"Het {{antwoord}} volgt: {json.dumps({'answerable': True, 'sentences': [ONE, TWO]})}"
    handed, reader = read(pieces_of(text, cuts))
    assert handed == []
    assert reader.finish().sentences == tuple(drafted([ONE, TWO]))


@pytest.mark.parametrize(
    "malformed",
    [
        "los",
        5,
        None,
        [],
        [ONE],
        {},
        {"citations": []},
        {"text": 5},
        {"text": None},
        {"zin": "x"},
    ],
)
def test_a_malformed_sentence_costs_itself_alone(malformed):
    text = json.dumps({"answerable": True, "sentences": [ONE, malformed, TWO]})
    for pieces in (list(text), [text]):
        assert read(pieces)[0] == drafted([ONE, TWO])


def test_sentences_elsewhere_in_the_reply_are_none_of_the_draft():
    nested = {"sentences": [THREE], "answerable": True}
    text = json.dumps(
        {"gedachten": nested, "lijst": [nested], "answerable": True, "sentences": [ONE | {"deel": nested}]}
    )
    handed, _ = read(text)
    assert handed == drafted([ONE])


@pytest.mark.parametrize(
    ("text", "handed"),
    [
        ('{"answerable": false, "answerable": true, "sentences": [%s]}', [ONE]),
        ('{"answerable": true, "sentences": [%s], "sentences": [%s]}', [ONE, TWO]),
        ('{"sentences": [%s], "answerable": true, "sentences": [%s]}', [ONE, TWO]),
    ],
)
def test_keys_that_occur_twice_hand_out_nothing_twice(text, handed):
    text %= tuple(map(json.dumps, handed))
    given_out, reader = read(text)
    assert given_out == drafted(handed)
    assert reader.finish().sentences == tuple(given_out)


def test_a_text_that_occurs_twice_in_a_sentence_counts_the_last_time():
    handed, _ = read('{"answerable": true, "sentences": [{"text": "a", "text": "b", "citations": []}]}')
    assert handed == [DraftSentence(text="b")]


def test_a_draft_behind_a_draft_hands_out_nothing_twice():
    text = json.dumps({"answerable": True, "sentences": [ONE]})
    handed, reader = read(f"{text}\n{text}\n{text}")
    assert handed == drafted([ONE])
    assert reader.finish().sentences == tuple(handed)


@pytest.mark.parametrize(
    "escaped", ["\\u20ac 5", "\\ud83d\\udeb2 fiets", '\\n\\t\\\\ \\/ \\"aan\\"', "\\u00e9\\u0301", "\\u0000"]
)
def test_escapes_may_be_cut_anywhere(escaped):
    text = f'{{"answerable": true, "sentences": [{{"text": "{escaped}", "citations": []}}]}}'
    whole = DraftSentence(text=json.loads(f'"{escaped}"'))
    for cut in range(len(text)):
        assert read([text[:cut], text[cut:]])[0] == [whole]


class TestMuch:
    def test_a_thousand_sentences(self):
        many = [{"text": f"Zin {i}.", "citations": [{"source": "B1", "quote": "q" * 60}]} for i in range(1000)]
        text = json.dumps({"answerable": True, "sentences": many})
        assert len(text) > 100_000
        handed, reader = read(pieces_of(text, range(0, len(text), 50)))
        assert handed == drafted(many)
        assert reader.finish().sentences == tuple(handed)

    def test_one_sentence_of_a_hundred_thousand_characters(self):
        long = {"text": "w " * 50_000, "citations": []}
        text = json.dumps({"answerable": True, "sentences": [long, ONE]})
        assert read(pieces_of(text, range(0, len(text), 50)))[0] == drafted([long, ONE])

    @pytest.mark.parametrize(
        "text", ["{" * 100_000, '{"a":' * 20_000, "[" * 100_000, "x" * 100_000, '{"answerable": "' + "y" * 100_000]
    )
    def test_what_is_no_draft_is_an_error_in_the_end(self, text):
        handed, reader = read(pieces_of(text, range(0, len(text), 50)))
        assert handed == []
        with pytest.raises(ModelError):
            reader.finish()

    def test_nesting_within_a_sentence(self):
        deep: Any = "diep"
        for _ in range(200):
            deep = [deep]
        text = json.dumps({"answerable": True, "sentences": [ONE | {"extra": deep}, TWO]})
        assert read(text)[0] == drafted([ONE, TWO])


JSON = st.recursive(
    st.none() | WORDS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["answerable", "sentences", "text", "citations", "source", "quote"]), inner,
                      max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(
    st.one_of(
        JSON.map(json.dumps),
        st.text(max_size=80),
        st.lists(st.sampled_from(list('{}[]",:\\ tru"answerable"')), max_size=60).map("".join),
    ),
    st.lists(st.integers(0, 10**6), max_size=6),
)
@example('{"answerable": true, "sentences": [{"text": "a"}', [5])
@example('{"answerable": true, "sentences": [{"text": "a"}]} {"answerable": false}', [9])
def test_whatever_comes_is_a_draft_that_has_all_that_was_handed_out_or_an_error(text, cuts):
    handed, reader = read(pieces_of(text, cuts))
    try:
        draft = reader.finish()
    except ModelError:
        assert handed == []
        return
    assert draft.sentences[: len(handed)] == tuple(handed)
    assert len(set(draft.sentences)) == len(draft.sentences) or not handed
    if not handed:
        assert draft == parse_draft(text)
