"""What programs send and get. What they get is what qa/as_json.py makes, described for those who read the schema."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from index.dutch.language import Spoken
from qa.ask import LONGEST
from qa.records import CardKind, Mode, Status

MOST_HITS = 200
_EARLIER = 20

QuestionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]


class _Json(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class AskRequest(_Json):
    """A question."""

    question: QuestionText
    """The question."""
    history: Annotated[list[QuestionText], Field(max_length=_EARLIER)] = []
    """Earlier questions of the same person, oldest first."""
    language: Spoken | None = None
    """In which language the reader is addressed (ISO 639-1); without it that of the question. Quotes stay in Dutch."""


class KeptAskRequest(AskRequest):
    """A question of a person, who has a say in whether it is kept. A language model that asks has none."""

    keep: bool = False
    """Whether whoever asks agreed that question and answer are kept, where the server keeps them only then."""
    code: str = ""
    """Code of the conversation, twenty letters and digits that you make at random: what is kept of it can be seen and
    erased by it."""


class SearchRequest(_Json):
    """A question of which only the passages are wanted."""

    question: QuestionText
    """The question."""
    k: Annotated[int, Field(ge=1, le=MOST_HITS)] = 10
    """How many passages."""


class LetterRequest(_Json):
    """A letter that is to be read."""

    letter_id: str
    """Its id."""


class PlaceJson(_Json):
    """Where something stands."""

    file: str
    """The file's name, relative to the folder that was indexed."""
    letter_id: str
    """Id of the letter."""
    reference: str | None
    """The letter's own reference, as printed."""
    date: str | None
    """The letter's date, as ISO 8601."""
    page: int
    """Page on which the span begins, from 1."""
    start: int
    """First character of the span, in the text of the file."""
    end: int
    """Character after the last."""


class NewerJson(PlaceJson):
    """Where a newer letter says otherwise."""

    quote: str
    """Its exact words."""


class CitationJson(PlaceJson):
    """Words of a letter on which a sentence rests."""

    kind: str
    """Of the letter: brief, nota, …"""
    title: str | None
    """Of the letter."""
    sender: str | None
    """Of the letter."""
    quote: str
    """The exact words: the text from `start` to `end`."""
    marks: list[tuple[int, int]]
    """Spans of the quote, counted from its start, that are the very thing that was asked for."""


class ReplacingJson(_Json):
    """A letter that holds in the place of another."""

    file: str
    """The file's name, relative to the folder that was indexed."""
    letter_id: str
    """Its id."""
    title: str | None
    date: str | None
    """As ISO 8601."""


class SentenceJson(_Json):
    """A sentence that was checked against what it cites."""

    text: str
    """The sentence."""
    citations: list[CitationJson]
    """What it rests on, never nothing."""
    older: NewerJson | None
    """Where a newer letter says otherwise."""
    replaced_by: ReplacingJson | None
    """The letter that holds in the place of one that is cited."""


class DroppedJson(_Json):
    """A drafted sentence that is not shown."""

    text: str
    """The sentence."""
    reason: str
    """The rule that stopped it."""
    words: str
    """The words that broke it."""


class HitJson(PlaceJson):
    """A passage that was found."""

    rank: int
    """From 1."""
    score: float
    """In [0, 1]."""
    kind: str
    """Of the letter: brief, nota, …"""
    title: str | None
    """Of the letter."""
    text: str
    """The passage."""
    also: list[PlaceJson]
    """Places in other letters where nearly the same stands, newest letter first."""


class HitsJson(_Json):
    """The passages that were found, the best one first."""

    hits: list[HitJson]
    """The passages."""


class WrittenJson(_Json):
    """What the language model did."""

    models: list[str]
    """The models that replied."""
    prompts: dict[str, str]
    """The hash of each prompt, by its name."""
    prompt: str
    """The hash of the prompt for Dutch answers, empty where that was not used."""
    prompt_tokens: int
    """Tokens sent."""
    completion_tokens: int
    """Tokens received."""
    cost: float | None
    """In US dollars, by LiteLLM's price list."""
    calls: int
    """How often a model was asked."""


class TimingsJson(_Json):
    """Milliseconds that each step took."""

    search: float
    answer: float
    check: float
    total: float


class HelplineJson(_Json):
    """Who helps."""

    name: str
    """What they are called."""
    about: str
    """What for, in the reader's language."""
    phone: str
    """May be empty."""
    site: str
    """May be empty."""


class CardJson(_Json):
    """What the person who asks is told as a person, in their language."""

    kind: CardKind
    """`suicide`, `abuse`, `violence`, `bullying`, `shut_out`: show who helps first; `advice`: below the answer."""
    text: str
    """What is said."""
    title: str
    """May be empty."""
    helplines: list[HelplineJson]
    """Who helps, the most pressing first."""


class AnswerJson(_Json):
    """What the letters say."""

    id: str | None
    """Of the question in an evaluation."""
    question: str
    """The question as it was asked."""
    searched_for: str
    """The question as it is understood by itself."""
    status: Status
    """Whether the letters answer the question; with `partial` the notice says what of it was not found."""
    mode: Mode
    """`quotes`: the letters' own sentences; `model`: written by a language model; `staff`: by a member of staff."""
    notice: str
    """What the reader is told besides; may be empty."""
    language: str
    """In which the reader is addressed (ISO 639-1)."""
    confidence: float | None
    """How sure it is that the letters answer, in [0, 1]."""
    checked_on: str | None
    """The day on which staff approved this answer (ISO 8601); null where it was made just now."""
    card: CardJson | None
    """What the person who asks is told besides or instead: show it."""
    sentences: list[SentenceJson]
    """The answer."""
    nearest: list[CitationJson]
    """What comes closest to a question that was `not_found`: no answer."""
    dropped: list[DroppedJson]
    """Drafted sentences that are not shown."""
    hits: list[HitJson]
    """The passages that were found."""
    written: WrittenJson | None
    """What the language model did."""
    timings_ms: TimingsJson
    """Milliseconds that each step took."""


class FilePartJson(_Json):
    """Something that a file holds beside its running text."""

    kind: str
    """footnote, comment, hidden text, …"""
    count: int
    """How many of it."""
    read: bool
    """False where it is not in the text."""
    line: str
    """The same in a Dutch sentence, with what to do where there is something to do."""


class LetterJson(_Json):
    """A letter or note."""

    file: str
    """The file's name, relative to the folder that was indexed."""
    letter_id: str
    """Its id."""
    kind: str
    """brief, nota, …"""
    title: str | None
    sender: str | None
    recipient: str | None
    date: str | None
    """As ISO 8601: a day, or a month where only the month is printed."""
    reference: str | None
    """As printed."""
    pages: Annotated[list[int], Field(min_length=2, max_length=2)]
    """Its first and last page, from 1."""
    start: int
    """Its first character, in the text of the file."""
    end: int
    """Character after its last."""
    replaced_by: str | None
    """The id of the letter that holds in its place."""
    inventory: list[FilePartJson]
    """What its file holds beside the text."""


class LetterTextJson(LetterJson):
    """A letter or note with its text."""

    text: str
    """The text of the file from `start` to `end`."""


class FaultJson(_Json):
    """What went wrong."""

    message: str
    """What is wrong, in Dutch."""
    help: str
    """What to do about it, in Dutch."""
