"""What people said of sentences, and how far a judge agrees with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, StrictBool

from eval.jsonl import InputError, Text, read_lines
from eval.measure.bootstrap import DIGITS
from qa.review.agreement import cohen_kappa


class Verdict(BaseModel):
    """One line of a file of verdicts: whether the citations of a shown sentence bear it out, in a person's eyes."""

    model_config = ConfigDict(frozen=True)

    question: Text
    sentence: Text
    supported: StrictBool

    @property
    def of(self) -> tuple[str, str]:
        """The sentence that it is about: the question's id and the words, with single spaces."""
        return self.question, " ".join(self.sentence.split())


def read_verdicts(path: Path) -> list[Verdict]:
    """Return the verdicts of the file, in order. Raises InputError at the first fault, with its line."""
    line_of: dict[tuple[str, str], int] = {}
    verdicts: list[Verdict] = []
    for number, verdict in read_lines(path, Verdict, file="bestand met oordelen"):
        if verdict.of in line_of:
            raise InputError(
                f"{path}, regel {number}: over deze zin staat ook een oordeel op regel {line_of[verdict.of]}.",
                help="Laat van elke zin één oordeel staan.",
            )
        line_of[verdict.of] = number
        verdicts.append(verdict)
    if not verdicts:
        raise InputError(f"In {path} staat geen enkel oordeel.", help="Zet op elke regel één oordeel als JSON.")
    return verdicts


def agreement(pairs: Sequence[tuple[bool, bool]]) -> dict[str, Any]:
    """Return how far a judge agrees with people: `pairs` are their verdict and the judge's, on the same sentences.

    `share` is the raw agreement, `kappa` as `cohen_kappa` gives it. None where it is not defined.
    """
    if not pairs:
        return {"n": 0, "share": None, "kappa": None}
    share = sum(one == other for one, other in pairs) / len(pairs)
    kappa = cohen_kappa(pairs)
    return {
        "n": len(pairs),
        "share": round(share, DIGITS),
        "kappa": None if kappa is None else round(kappa, DIGITS),
    }
