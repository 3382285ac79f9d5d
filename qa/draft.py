"""What a language model drafts: one JSON object, read out of its reply, also while that arrives. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Literal

import ijson
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from index.errors import ModelError

_MAX_STARTS = 500
"""Opening braces tried in one reply, so that a reply full of braces costs no time."""


class _FromModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


def _empty(value: Any, nothing: Any) -> Any:
    return nothing if value is None else value


def _encodable(value: str) -> str:
    value.encode()  # half a surrogate pair, which JSON lets through, can be neither stored nor sent
    return value


_Text = Annotated[str, AfterValidator(_encodable)]


class DraftCitation(_FromModel):
    """Words that the model says stand in the source `source`."""

    source: _Text
    quote: _Text


class DraftSentence(_FromModel):
    """One sentence with what it is said to rest on; it can be checked before the next one arrives."""

    text: _Text
    citations: Annotated[tuple[DraftCitation, ...], BeforeValidator(lambda value: _empty(value, ()))] = ()


class Draft(_FromModel):
    """What the model answers, not yet checked. `missing` is what the sources do not say, or empty."""

    answerable: bool | Literal["partly"]
    sentences: Annotated[tuple[DraftSentence, ...], BeforeValidator(lambda value: _empty(value, ()))] = ()
    missing: Annotated[_Text, BeforeValidator(lambda value: _empty(value, ""))] = ""


class DraftReader:
    """Reads a draft piece by piece, and hands out each sentence when it is complete."""

    def __init__(self) -> None:
        self._text = ""
        self._parsed = ijson.sendable_list()
        self._parser = ijson.parse_coro(self._parsed)
        self._reads = True
        self._begun = False
        self._building: Any = None
        self._answerable: object = None
        self._complete: list[DraftSentence] = []
        self._given = 0

    def feed(self, piece: str) -> list[DraftSentence]:
        """Return the sentences that `piece` completes; none as long as the model has not said that it can answer."""
        at = 0 if self._begun else piece.find("{")
        self._text += piece
        if self._reads and at >= 0:
            self._begun = True
            try:
                self._parser.send(piece[at:].encode(errors="replace"))
            except (ijson.JSONError, StopIteration):  # no JSON, or more than one object: `finish` looks at all of it
                self._reads = False
            for prefix, event, value in self._parsed:
                self._take(prefix, event, value)
            del self._parsed[:]
        if self._answerable not in (True, "partly"):
            return []
        new = self._complete[self._given :]
        self._given = len(self._complete)
        return new

    def finish(self) -> Draft:
        """Return the whole draft: the sentences handed out, and after them any that only the whole reply shows.

        Raises ModelError when the reply holds no draft and nothing was handed out.
        """
        given = tuple(self._complete[: self._given])
        try:
            whole = parse_draft(self._text)
        except ModelError:
            if not given:
                raise
            return Draft.model_validate({"answerable": self._answerable, "sentences": given})
        late = tuple(sentence for sentence in whole.sentences if sentence not in given)
        return whole.model_copy(
            update={"sentences": given + late, "answerable": self._answerable if given else whole.answerable}
        )

    def _take(self, prefix: str, event: str, value: Any) -> None:
        if prefix == "answerable":
            self._answerable = value
        if prefix == "sentences.item" and event == "start_map":
            self._building = ijson.ObjectBuilder()
        if self._building is not None and prefix.startswith("sentences.item"):
            self._building.event(event, value)
            if prefix == "sentences.item" and event == "end_map":
                self._keep(self._building.value)
                self._building = None

    def _keep(self, value: Any) -> None:
        try:
            self._complete.append(DraftSentence.model_validate(value))
        except ValidationError:  # not a sentence with citations; the others are
            return


def parse_draft(reply: str) -> Draft:
    """Return the first JSON object in `reply` that is a draft, whatever stands around it.

    Of a key that occurs twice the last one counts. Raises ModelError when there is no such object.
    """
    for candidate in _objects(reply):
        try:
            return Draft.model_validate(candidate)
        except ValidationError:
            continue
    raise ModelError(
        "Het taalmodel gaf geen antwoord in de afgesproken vorm.",
        help="Stel de vraag nog eens. Gebeurt het vaker, kies dan een ander model met BRIEFWIJZER_MODEL.",
    )


def _objects(reply: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    starts = (i for i, character in enumerate(reply) if character == "{")
    for start in islice(starts, _MAX_STARTS):
        try:
            yield decoder.raw_decode(reply, start)[0]
        except (ValueError, RecursionError):  # not JSON from here on, or nested beyond all reason
            continue
