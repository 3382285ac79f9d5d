"""Sentences that may not be shown, told back to the model with the rule that each breaks. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from qa.check.explain import explain
from qa.records import Dropped

_NOT_WORTH_IT = frozenset(("empty_sentence", "not_answerable", "own_voice"))
_LONGEST = 600  # characters of a sentence that are told back


def repairable(dropped: Dropped) -> bool:
    """True when the model may do better once it knows what was wrong."""
    return dropped.reason not in _NOT_WORTH_IT


def failed_elements(failed: Iterable[Dropped]) -> str:
    """Return a `<zin>` element for each sentence, with what is wrong with it; its text escaped."""
    return "\n".join(f"<zin fout={quoteattr(explain(each))}>{escape(each.text[:_LONGEST])}</zin>" for each in failed)
