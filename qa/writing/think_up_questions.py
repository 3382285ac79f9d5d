"""Questions that a passage answers, in parents' everyday words, thought of by the language model.
They are searched, never shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from index.errors import ModelError, SettingsError
from index.records import Letter, Passage
from index.settings import Settings
from prompts.load import Prompt, fill, load
from qa.llm.client import complete
from qa.llm.json_in_reply import values

MOST = 4
"""Questions kept of a passage."""

LONGEST = 200
"""Characters of a question at most; a longer one is left out."""


@dataclass(frozen=True)
class ModelQuestions:
    """Thinks of questions with the model that the settings name; `prompt` is the hash of what it is told."""

    model: str
    prompt: str
    _told: Prompt
    _settings: Settings

    def __call__(self, letter: Letter, passage: Passage) -> tuple[str, ...]:
        """Return up to `MOST` questions that `passage` answers; none for one that answers nothing. Raises
        ModelError.
        """
        messages = fill(self._told, passage=passage_element(letter, passage))
        return parse_questions(complete(messages, settings=self._settings).text)


def model_questions(settings: Settings) -> ModelQuestions:
    """Return what thinks of questions. Raises SettingsError when no language model is set."""
    if not settings.model:
        raise SettingsError(
            "Om vragen te bedenken is een taalmodel nodig, en er is er geen ingesteld.",
            help="Zet BRIEFWIJZER_MODEL, bijvoorbeeld op ollama/gemma3, of laat --questions weg.",
        )
    prompt = load("questions.nl")
    return ModelQuestions(settings.model, prompt.hash, prompt, settings)


def passage_element(letter: Letter, passage: Passage) -> str:
    """Return a `<passage>` element that names its letter, with nothing between its tags but the passage's own text."""
    known = {"titel": letter.title, "van": letter.sender, "datum": letter.date, "kop": passage.heading}
    attributes = "".join(f" {name}={quoteattr(' '.join(value.split()))}" for name, value in known.items() if value)
    return f"<passage{attributes}>{escape(passage.text)}</passage>"


def parse_questions(reply: str) -> tuple[str, ...]:
    """Return the questions of the first JSON list of strings in `reply`, whatever stands around it.

    A list that is empty says that there are none, unless one with strings follows. Of the others the first `MOST` are
    kept that are questions, not too long and not the same. Raises ModelError when there is no list, or no question in
    it.
    """
    empty = False
    for found in values(reply, "["):
        if not all(isinstance(each, str) for each in found):
            continue
        if questions := _questions(found):
            return questions
        empty = empty or not found
    if empty:
        return ()
    raise ModelError(
        "Het taalmodel gaf geen vragen in de afgesproken vorm.",
        help="Gebeurt het vaker, kies dan een ander model met BRIEFWIJZER_MODEL.",
    )


def _questions(said: list[str]) -> tuple[str, ...]:
    lines = (_line(each) for each in said)
    kept = {line.casefold(): line for line in lines if line.endswith("?") and " " in line and len(line) <= LONGEST}
    return tuple(kept.values())[:MOST]


def _line(words: str) -> str:
    """Return `words` on one line, without what can be neither printed nor stored."""
    return "".join(sign for sign in " ".join(words.split()) if sign.isprintable())
