"""A second opinion on sentences that the rules let through: by a natural-language-inference model, or
by the language model.

It only ever removes. Where it is not set, cannot be had, or says nothing that can be read, every sentence stays: the
rules of `qa/check/rules` are the promise, this is one more pair of eyes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from index.dutch.dates import written_out
from index.errors import BriefwijzerError
from index.models.entail import Probabilities, Verifier, open_verifier
from index.records import Letter
from index.settings import Settings
from prompts.load import fill, load
from qa.check.claim import Claim
from qa.llm.client import Usage, complete
from qa.llm.json_in_reply import values

CONTRADICTS = "verifier_contradicts"
NOT_SUPPORTED = "verifier_not_supported"
PROMPT = "verify.nl"

_VERDICTS = {"volgt": "", "volgt niet": NOT_SUPPORTED, "spreekt tegen": CONTRADICTS}


@dataclass(frozen=True)
class SecondOpinion:
    """What a verifier says of sentences, in their order."""

    broken: tuple[str, ...]
    """For each sentence the rule that removes it, or "": it may stay."""
    by: str = ""
    """The model that gave the opinion; "" where there is none: nothing was set, or what was set failed."""
    unread: int = 0
    """Sentences on which that model gave none: too long for it, or left out of its reply."""
    fault: BriefwijzerError | None = None
    """Why there is no opinion though a verifier is set."""
    usages: tuple[Usage, ...] = ()
    """What asking the language model took."""


def second_opinion(claims: Sequence[Claim], *, settings: Settings, deadline: float | None = None) -> SecondOpinion:
    """Return what the verifier of the settings says of `claims`. Raises nothing that a person could meet.

    `deadline` is in seconds of time.monotonic(); it holds for the language model alone. Load a cross-encoder beforehand
    (`open_verifier(settings).load()`), or the first answer waits for that.
    """
    nothing = ("",) * len(claims)
    if not settings.verifier or not claims:
        return SecondOpinion(nothing)
    try:
        verifier = open_verifier(settings)
        return _by_model(claims, settings, deadline) if verifier is None else _by_verifier(claims, verifier)
    except BriefwijzerError as fault:
        return SecondOpinion(nothing, fault=fault)


def premise(claim: Claim) -> str:
    """Return what a sentence must follow from: what the letters say of themselves, and the whole
    sentences that are quoted.
    """
    letters = [f"{letter.kind.capitalize()}: {'; '.join(_printed(letter).values())}." for letter in claim.letters]
    return "\n".join(
        [*(line for line in letters if not line.endswith(": .")), *map(_line, dict.fromkeys(claim.around))]
    )


def broken_rule(row: Probabilities, *, binary: bool) -> str:
    """Return the rule that a sentence breaks with the probabilities `row`, float32[3], of entailment,
    neutral and contradiction.

    A sentence stays where entailment is at least as likely as contradiction, whatever is left for neutral. Models call
    many a good paraphrase neutral, and details that the quotes do not have are what the rules look for; which way the
    rest leans does tell something. A `binary` model was trained to tell entailment from all else, so there entailment
    must be the likelier.
    """
    entailment, neutral, contradiction = map(float, row)
    if binary:
        return NOT_SUPPORTED if neutral > entailment else ""
    if contradiction <= entailment:
        return ""
    return CONTRADICTS if contradiction >= neutral else NOT_SUPPORTED


def _by_verifier(claims: Sequence[Claim], verifier: Verifier) -> SecondOpinion:
    rows = verifier.probabilities([(premise(claim), claim.text) for claim in claims])
    unread: list[bool] = np.isnan(rows[:, 0]).tolist()
    broken = ["" if no else broken_rule(row, binary=verifier.binary) for row, no in zip(rows, unread, strict=True)]
    if all(unread):
        return SecondOpinion(tuple(broken), unread=len(claims))
    return SecondOpinion(tuple(broken), by=verifier.name, unread=sum(unread))


def _by_model(claims: Sequence[Claim], settings: Settings, deadline: float | None) -> SecondOpinion:
    said = complete(fill(load(PROMPT), zinnen=claim_elements(claims)), settings=settings, deadline=deadline)
    verdicts = parse_verdicts(said.text, of=len(claims))
    unread = verdicts.count(None)
    by = said.usage.model if unread < len(claims) else ""
    return SecondOpinion(tuple(each or "" for each in verdicts), by=by, unread=unread, usages=(said.usage,))


def claim_elements(claims: Sequence[Claim]) -> str:
    """Return a `<zin>` element for each claim, with nothing in it but its own text, its letters'
    sentences and data, escaped.
    """
    return "\n".join(
        f'<zin id="Z{number}"><tekst>{escape(claim.text)}</tekst>'
        + "".join(f"<citaat>{escape(_line(around))}</citaat>" for around in dict.fromkeys(claim.around))
        + "".join(map(_letter_element, claim.letters))
        + "</zin>"
        for number, claim in enumerate(claims, 1)
    )


def parse_verdicts(reply: str, *, of: int) -> list[str | None]:
    """Return for each of `of` sentences the rule that a model's reply says it breaks, "" for none, None for no opinion.

    Read from the last list of verdicts in the reply: what goes before may be the model's thinking. A sentence of which
    nothing is said, nothing known, or two different things, has no opinion.
    """
    said: dict[str, set[str]] = {}
    for found in values(reply, "["):
        if not all(isinstance(each, dict) and {"id", "oordeel"} <= each.keys() for each in found):
            continue
        if verdicts := [_verdict(each) for each in found]:
            said = {}
            for id, verdict in verdicts:
                said.setdefault(id, set()).add(verdict)
    rules = [{_VERDICTS.get(each) for each in said.get(f"Z{number}", ())} for number in range(1, of + 1)]
    return [each.pop() if len(each) == 1 else None for each in rules]


def _verdict(said: dict[str, Any]) -> tuple[str, str]:
    return str(said["id"]).strip().upper(), " ".join(str(said["oordeel"]).lower().replace("_", " ").split())


def _letter_element(letter: Letter) -> str:
    known = "".join(f" {name}={quoteattr(value)}" for name, value in _printed(letter).items())
    return f"<brief{known}/>" if known else ""


def _printed(letter: Letter) -> dict[str, str]:
    """Return what a letter says of itself, by the names that the prompt gives it."""
    known = {
        "titel": letter.title,
        "van": letter.sender,
        "datum": letter.date and written_out(letter.date),
        "kenmerk": letter.reference,
    }
    return {name: _line(value) for name, value in known.items() if value}


def _line(words: str) -> str:
    return " ".join(words.split())
