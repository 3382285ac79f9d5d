"""Who judges whether quotes bear out a sentence: the verifier's cross-encoder, and a language model
with a prompt of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape, quoteattr

import qa.writing.second_opinion
from eval.measure.citing import Quote, Supports
from index.errors import BriefwijzerError, ModelError
from index.records import Letter
from index.settings import Settings
from prompts.load import fill, load
from qa.check.claim import Claim

if TYPE_CHECKING:
    from index.models.entail import Verifier
    from qa.llm.client import Usage

PROMPT = "judge.nl"
PATIENCE = 3
"""After this many faults in a row a judge is asked no more: it is not there, and every question costs its waiting
time.
"""

_VERDICT = re.compile(r'"bewezen"\s*:\s*(true|false)', re.IGNORECASE)


class UnjudgedError(Exception):
    """The judge gave no verdict; `str` says in Dutch why."""


@dataclass
class Judge:
    """Gives each pair one verdict. `prompt` is the hash of what a language model is told, None for another judge."""

    by: Literal["verifier", "judge"]
    name: str
    ask: Supports
    prompt: str | None = None
    usages: list[Usage] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _said: dict[tuple[tuple[Quote, ...], str], bool] = field(default_factory=dict)
    _in_a_row: int = 0

    def supports(self, quotes: tuple[Quote, ...], sentence: str) -> bool:
        """Return whether `quotes` bear out all of `sentence`. Raises UnjudgedError where there is no telling."""
        if (quotes, sentence) not in self._said:
            if self._in_a_row >= PATIENCE:
                raise UnjudgedError(self.faults[-1])
            try:
                self._said[quotes, sentence] = self.ask(quotes, sentence)
            except BriefwijzerError as fault:
                self._in_a_row += 1
                self.faults.append(str(fault))
                raise UnjudgedError(str(fault)) from fault
            self._in_a_row = 0
        return self._said[quotes, sentence]


def open_judges(settings: Settings, *, judge: str | None = None) -> list[Judge]:
    """Return the judges there are: the cross-encoder that the settings name, and the language model `judge`."""
    from index.models.entail import open_verifier

    verifier = open_verifier(settings)
    judges = [_by_verifier(verifier)] if verifier else []
    return [*judges, _by_model(judge, settings)] if judge else judges


def _by_verifier(verifier: Verifier) -> Judge:
    """Return a judge that finds a sentence borne out where a natural-language-inference model finds that most
    likely.
    """

    def ask(quotes: tuple[Quote, ...], sentence: str) -> bool:
        entailment, neutral, contradiction = map(
            float, verifier.probabilities([(premise(quotes, sentence), sentence)])[0]
        )
        if math.isnan(entailment):
            raise UnjudgedError("De zin is te lang voor het controlemodel.")
        return entailment > max(neutral, contradiction)

    return Judge("verifier", verifier.name, ask)


def _by_model(model: str, settings: Settings) -> Judge:
    """Return a judge that asks the language model `model` and no other.

    A model of another provider than that of the settings does not get their address and key: they are somebody else's.
    """
    from qa.llm.client import complete
    from qa.llm.targets import provider

    prompt = load(PROMPT)
    own = settings.model_copy(update={"model": model, "model_fallbacks": ()})
    if settings.model and provider(model) != provider(settings.model):
        own = own.model_copy(update={"model_api_base": None, "model_api_key": None})
    usages: list[Usage] = []

    def ask(quotes: tuple[Quote, ...], sentence: str) -> bool:
        said = complete(fill(prompt, citaten=_elements(quotes), zin=escape(sentence)), settings=own)
        usages.append(said.usage)
        return verdict(said.text)

    return Judge("judge", model, ask, prompt.hash, usages)


def verdict(reply: str) -> bool:
    """Return the verdict in a model's reply, the last one where it changed its mind. Raises
    ModelError where there is none.
    """
    found = _VERDICT.findall(reply)
    if not found:
        raise ModelError(
            "De beoordelaar gaf geen oordeel in de afgesproken vorm.", help="Kies met --judge een ander model."
        )
    return str(found[-1]).lower() == "true"


def premise(quotes: Sequence[Quote], sentence: str) -> str:
    """Return quotes as one text, as the second opinion on an answer reads them: after what their
    letters say of themselves.
    """
    texts = tuple(quote.text for quote in quotes)
    letters = dict.fromkeys(
        Letter("", "", each.kind or "", each.title, each.sender, None, each.date, each.reference, 0, 0)
        for each in quotes
    )
    return qa.writing.second_opinion.premise(Claim(sentence, texts, texts, tuple(letters)))


def _elements(quotes: Sequence[Quote]) -> str:
    return "\n".join(_element(quote) for quote in quotes)


def _element(quote: Quote) -> str:
    printed = {
        "soort": quote.kind,
        "titel": quote.title,
        "van": quote.sender,
        "datum": quote.date,
        "kenmerk": quote.reference,
    }
    attributes = "".join(f" {name}={quoteattr(' '.join(value.split()))}" for name, value in printed.items() if value)
    return f"<citaat{attributes}>{escape(quote.text)}</citaat>"
