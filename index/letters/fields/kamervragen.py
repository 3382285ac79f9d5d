"""Written questions of members of parliament with the government's answers, as the Tweede Kamer publishes them.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dutch.dates import find_dates
from index.letters.fields.field_value import FieldValue, LetterFields
from index.letters.lines import TextLine

_ASKED = re.compile(
    r"Vragen van (?P<who>(?:het lid|de leden)\b.{3,300}?)\s+aan\s+(?P<to>.{3,300}?)\s+over\s+(?P<about>.{3,500}?)\s*"
    r"\(\s*ingezonden\s+(?P<sent>[^)]{6,40})\)",
    re.DOTALL,
)
_REPLIED = re.compile(
    r"(?:Antwoord|Mededeling) van (?P<by>[^()]{3,200}\([^()]{3,120}\))[^(]{0,400}"
    r"\(\s*ontvangen\s+(?:\(ontvangen\s+)?(?P<received>[^)]{6,40})\)",
    re.DOTALL,
)
_NUMBER = re.compile(r"\b(?P<number>\d{1,4})\s*\Z")
_HEAD = 3000


def kamervragen(text: str, lines: Sequence[TextLine]) -> LetterFields | None:
    """Return the fields of such a publication, or None when the letter is something else."""
    start = lines[0].start
    top = text[start : min(start + _HEAD, lines[-1].end)]
    asked = _ASKED.search(top)
    if asked is None or "Aanhangsel" not in top[: asked.start()]:
        return None

    def found(match: re.Match[str], value: str, *, group: str | int = 0) -> FieldValue:
        return FieldValue(" ".join(value.split()), (start + match.start(group), start + match.end(group)))

    replied = _REPLIED.search(top, asked.end())
    fields: LetterFields = {
        "kind": found(asked, "kamervragen"),
        "title": found(asked, f"Kamervragen over {asked['about']}", group="about"),
        "recipient": found(asked, asked["who"], group="who"),
    }
    if replied:
        fields["sender"] = found(replied, replied["by"])
    dates = find_dates(replied["received"] if replied else asked["sent"])
    if dates and dates[0].iso:
        fields["date"] = found(replied or asked, dates[0].iso)
    number = _NUMBER.search(top[: asked.start()])
    if number:
        fields["reference"] = found(number, number["number"], group="number")
    return fields
