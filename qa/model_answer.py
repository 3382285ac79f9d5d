"""A question answered by a language model from the hits, every sentence checked before it leaves here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from index.records import Document, Hit
from index.settings import Settings
from prompts.load import fill, load
from qa.check import Checker
from qa.draft import parse_draft
from qa.llm import complete
from qa.records import Dropped, Sentence
from qa.sources import MAX_SOURCES, question_element, source_elements


@dataclass(frozen=True)
class ModelAnswer:
    """What a model answered, checked.

    `answerable` is False as well where no sentence survived; then `sentences` is empty. `missing` holds the
    model's own unchecked words on what the sources do not say: show readers that fact, not these words.
    `prompt_hash` names the exact prompt that led to this.
    """

    answerable: bool | Literal["partly"]
    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...]
    missing: str
    prompt_hash: str


def answer_with_model(
    question: str, *, hits: Sequence[Hit], documents: Mapping[str, Document], settings: Settings
) -> ModelAnswer:
    """Ask the model `question`, with the first ten hits as its sources.

    `documents` holds the document of each hit by id.
    Raises ModelError when the model cannot be reached or its reply cannot be used.
    """
    prompt = load("answer.nl")
    seen = hits[:MAX_SOURCES]
    if not seen:
        return ModelAnswer(False, (), (), "", prompt.hash)
    messages = fill(prompt, bronnen=source_elements(seen), vraag=question_element(question))
    draft = parse_draft(complete(messages, settings=settings).text)
    outcomes = [Checker().sentence(each, hits=seen, documents=documents) for each in draft.sentences]
    shown = tuple(each for each in outcomes if isinstance(each, Sentence))
    dropped = tuple(each for each in outcomes if isinstance(each, Dropped))
    if draft.answerable is False:
        withdrawn = tuple(Dropped(sentence.text, "not_answerable") for sentence in shown)
        return ModelAnswer(False, (), dropped + withdrawn, draft.missing, prompt.hash)
    return ModelAnswer(
        answerable=draft.answerable if shown else False,
        sentences=shown,
        dropped=dropped,
        missing=draft.missing,
        prompt_hash=prompt.hash,
    )
