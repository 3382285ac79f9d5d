"""Whether the numbers and dates of a sentence stand in what it rests on, for the same thing. Pure."""

from __future__ import annotations

from qa.check.claim import Claim
from qa.compare.numbers import misplaced_numbers, missing_numbers


def number_not_in_quote(claim: Claim) -> str:
    """Return the numbers, dates and named times of the sentence that stand neither in its quotes nor
    in its letters' data.
    """
    text, evidence = claim.text, [each for each in claim.evidence if each not in (*claim.references, *claim.dates)]
    for reference in claim.references:  # a reference counts as a whole, not by the numbers in it
        text = text.replace(reference, " ")
    if claim.speaks_of_letter:  # the letter of 2023, the letter of March: not a number of days
        evidence += [" ".join(date.split()[-2:]) for date in claim.dates] + [date.split()[-1] for date in claim.dates]
    missing = missing_numbers(text, evidence, whole_dates=claim.dates)
    return ", ".join(missing or misplaced_numbers(text, claim.quotes))
