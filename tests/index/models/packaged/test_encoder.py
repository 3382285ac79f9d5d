"""The real encoder out of its package."""

from __future__ import annotations

import numpy as np
import pytest

from index.models.embed import Embedder

pytestmark = pytest.mark.embedder

PASSAGES = [
    "Een jongere mag hooguit drie maanden thuiszitten zonder passend aanbod van onderwijs.",
    "De gemeente betaalt het vervoer van leerlingen die verder dan zes kilometer van school wonen.",
    "De raad vergadert op dinsdagavond in het stadhuis.",
]
QUESTIONS = {
    "Hoe lang kan een kind zonder school zitten?": 0,
    "How long may a child be out of school?": 0,
    "Wie vergoedt de bus naar school?": 1,
    "Who pays for the bus to school?": 1,
    "Wann tagt der Gemeinderat?": 2,
    "Belediye meclisi ne zaman toplanıyor?": 2,
}
IDS = [
    ("Hoeveel geld gaat er naar scholen?", [0, 226378, 19225, 9689, 72, 2313, 38925, 1977, 32, 2]),
    ("What does it cost?", [0, 4865, 14602, 442, 11034, 32, 2]),
    ("Was kostet das für Schüler?", [0, 5282, 129203, 381, 643, 50896, 32, 2]),
    ("Combien ça coûte ?", [0, 106935, 33, 3244, 66486, 13, 705, 2]),
    ("Ücreti ne kadar?", [0, 8578, 7612, 118, 108, 3301, 32, 2]),
    ("كم يبلغ المبلغ؟", [0, 28521, 175130, 906, 61539, 1245, 2]),
    ("Скільки це коштує?", [0, 233071, 2157, 48978, 10403, 32, 2]),
    ("Ile to kosztuje, święta?", [0, 891, 13, 47, 49298, 1411, 4, 166140, 32, 2]),
    ("ﬁnanciële\xa0½ ①\t\u200bté́ 👩\u200d🏫", [0, 146452, 78660, 106, 5678, 4868, 6, 244785, 6, 247933, 2]),
]
"""Texts, and their word pieces as the tokenizer that was published with the model has them."""


def test_a_question_is_near_its_answer_in_any_language(encoder: Embedder) -> None:
    passages = encoder.passages(PASSAGES)
    assert {question: int(np.argmax(passages @ encoder.query(question))) for question in QUESTIONS} == QUESTIONS


def test_it_has_the_sizes_and_prompts_of_its_model(encoder: Embedder) -> None:
    assert (encoder.dimension, encoder.most) == (384, 512)
    longest = " ".join(["school"] * 508)  # besides two marks, and two pieces of the prompt
    assert encoder.beginning(f"{longest} school") == encoder.beginning(longest) == longest


@pytest.mark.parametrize(("text", "ids"), IDS)
def test_texts_are_cut_as_by_the_published_tokenizer(text: str, ids: list[int], encoder: Embedder) -> None:
    assert encoder._load().tokenizer(text)["input_ids"] == ids
