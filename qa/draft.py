"""What a language model drafts: one JSON object, read out of its reply. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Literal

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
