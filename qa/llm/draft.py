"""What a language model drafts: one JSON object, read out of its reply, also while that arrives. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

import ijson
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from index.errors import ModelError
from qa.llm.json_in_reply import ALOUD, values

_THINKS = re.compile(r"\s*<think")


class _DraftModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


def _encodable(value: str) -> str:
    value.encode()  # half a surrogate pair, which JSON lets through, can be neither stored nor sent
    return value


def _source(value: Any) -> Any:
    """Return a source key as text: models also write 1 and ["B1"]."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"B{value}" if isinstance(value, int) and not isinstance(value, bool) else value


def _answerable(value: Any) -> Any:
    """Return what a model means: it also writes "yes" and "Partly"."""
    said = str(value).strip().casefold()
    return next((meant for meant, words in _MEANT.items() if said in words), value)


_MEANT: dict[bool | str, frozenset[str]] = {
    True: frozenset(("true", "yes", "ja", "1")),
    False: frozenset(("false", "no", "nee", "0")),
    "partly": frozenset(("partly", "partial", "partially", "deels", "gedeeltelijk")),
}

_StorableText = Annotated[str, AfterValidator(_encodable)]


def _each(kind: type[BaseModel]) -> Callable[[Any], Any]:
    """Return what keeps the good ones of a list: one that is malformed costs itself alone."""

    def keep(value: Any) -> Any:
        return tuple(
            filter(None, (_valid(kind, each) for each in ([value] if isinstance(value, dict) else value or ())))
        )

    return keep


def _valid(kind: type[BaseModel], value: Any) -> BaseModel | None:
    try:
        return kind.model_validate(value)
    except ValidationError:
        return None


class DraftCitation(_DraftModel):
    """Words that the model says stand in the source `source`."""

    source: Annotated[_StorableText, BeforeValidator(_source)]
    quote: _StorableText


class DraftSentence(_DraftModel):
    """One sentence with what it is said to rest on; it can be checked before the next one arrives."""

    text: _StorableText
    citations: Annotated[tuple[DraftCitation, ...], BeforeValidator(_each(DraftCitation))] = ()


class Draft(_DraftModel):
    """What the model answers, not yet checked. `missing` is what the sources do not say, or empty.

    A reply with sentences that does not say whether it answers does.
    """

    answerable: Annotated[bool | Literal["partly"], BeforeValidator(_answerable)]
    sentences: Annotated[tuple[DraftSentence, ...], BeforeValidator(_each(DraftSentence))] = ()
    missing: Annotated[_StorableText, BeforeValidator(lambda value: value or "")] = ""

    @model_validator(mode="before")
    @classmethod
    def _meant(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("answerable") is None and value.get("sentences"):
            return {**value, "answerable": True}
        return value


class DraftReader:
    """Reads a draft piece by piece, and hands out each sentence when it is complete."""

    def __init__(self) -> None:
        self._text = ""
        self._sent = 0
        self._parsed = ijson.sendable_list()
        self._parser = ijson.parse_coro(self._parsed)
        self._reads = True
        self._begun = False
        self._building: Any = None
        self._answerable: object = None
        self._complete: list[DraftSentence] = []
        self._given = 0
        self.cut = False

    def feed(self, piece: str) -> list[DraftSentence]:
        """Return the sentences that `piece` completes; none as long as the model has not said that it can answer."""
        self._text += piece
        if not self._begun:
            aloud = ALOUD.match(self._text)
            start = -1 if _THINKS.match(self._text) and not aloud else self._text.find("{", aloud.end() if aloud else 0)
            self._begun, self._sent = start >= 0, max(start, 0)
        if self._reads and self._begun:
            try:
                self._parser.send(self._text[self._sent :].encode(errors="replace"))
            except (ijson.JSONError, StopIteration):  # no JSON, or more than one object: `finish` looks at all of it
                self._reads = False
            self._sent = len(self._text)
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

        `cut` tells afterwards whether the reply ended before its draft did. Raises ModelError when the reply holds no
        draft and nothing was handed out.
        """
        given = tuple(self._complete[: self._given])
        try:
            whole = parse_draft(self._text)
        except ModelError:
            if not given:
                raise
            self.cut = True
            return Draft.model_validate({"answerable": self._answerable, "sentences": given})
        late = tuple(sentence for sentence in whole.sentences if sentence not in given)
        return whole.model_copy(
            update={"sentences": given + late, "answerable": self._answerable if given else whole.answerable}
        )

    def _take(self, prefix: str, event: str, value: Any) -> None:
        if prefix == "answerable":
            self._answerable = _answerable(value)
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
    """Return the JSON object in `reply` that is a draft, whatever stands around it: the last one with
    sentences, else the first.

    What a model thinks aloud does not count. Of a key that occurs twice the last one counts. Raises ModelError when
    there is no such object.
    """
    drafts = [draft for candidate in values(reply, "{") if (draft := _valid(Draft, candidate)) is not None]
    found = next((draft for draft in reversed(drafts) if isinstance(draft, Draft) and draft.sentences), None)
    if found is not None:
        return found
    for draft in drafts:
        if isinstance(draft, Draft):
            return draft
    raise ModelError(
        "Het taalmodel gaf geen antwoord in de afgesproken vorm.",
        help="Stel de vraag nog eens. Gebeurt het vaker, kies dan een ander model met BRIEFWIJZER_MODEL.",
    )
