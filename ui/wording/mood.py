"""How firm a sentence of a letter is: what its writer wishes, or means to do. Pure.

Said only where the writer is the one who wishes or plans: `de Kamer vraagt` in a letter is nobody's wish there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from index.dutch.words import fold, initials

Mood = Literal["wish", "plan"]

_WISHING = (
    r"pleiten|pleit|bepleiten|bepleit|wensen|wenst?|verzoeken|verzoekt?|vragen|vraagt?|adviseren|adviseert?|hopen|hoopt?|"
    r"(?:stellen|stelt?) [\w ,]{0,60}\bvoor|(?:roepen|roept?) [\w ,]{0,60}\bop|(?:dringen|dringt?) [\w ,]{0,60}\baan|"
    r"(?:zien|ziet?) (?:het liefst|graag)|(?:zouden|zou) (?:graag|het liefst)|"
    r"(?:doen|doet) [\w ,]{0,60}\b(?:verzoek|verzoeken|oproep|oproepen|beroep|aanbeveling|aanbevelingen)"
)
_PLANNING = r"zullen|zal|zijn van plan|ben van plan|zijn voornemens|ben voornemens|streven ernaar|streef ernaar"
_WANTING = "willen|wil"
_BETWEEN = r"(?: (?:ook|daarom|dan|nu|zelf|samen|als \w+|en (?:(?:de|het) )?[\w-]+)){0,2}"
_BOTH_WAYS = r"\b(?:(?:{who}){between} (?:{verb})|(?:{verb}) (?:{who}))\b"
_FIRST = "wij|we|ik"
_OWN = "ons|mij"
_THAT = re.compile(rf"\b(?:{_WANTING})\b(?: \w+){{0,6}},? dat\b|\bgraag\b")
# what opens and closes every letter says nothing of what it wants
_COURTESY = re.compile(
    r"geinformeerd|vertrouw|uitzien|zien (?:we |wij )?uw reactie|ontvangst|hoogachtend|wens(?:en)? u|dank|"
    r"\bvragen? (?:zich|ik|we|wij|me|mij|ons)\b.*\baf\b"
)
_GOVERNMENT = re.compile(r"\b(?:minister|ministers|staatssecretaris|ministerie|kabinet|college)\b", re.I)
_MUST = "moet|moeten|zou|zouden|hoort|horen|behoort|behoren|dient|dienen"
_NAME = re.compile(r"[A-Z]{2,}[\w-]*|[^\W\d_][\w-]{3,}")  # abbreviations, and words that are no small ones
_NAMED = re.compile(r"\b(?:de|het) ([\w-]{3,})")


def mood(sentence: str, *, sender: str | None = None) -> Mood | None:
    """Return whether the writer wishes or plans what `sentence` says, None where it is neither or that is not sure.

    The writer is `wij` or `ik`, or somebody by a name that is in `sender`: `de netwerken` of Netwerk LPO. Who governs
    and wants to do something plans it.
    """
    said = " ".join(fold(sentence).split())
    if said.endswith("?") or _COURTESY.search(said):
        return None
    named = _by_name(said, sender or "")
    who = "|".join([_FIRST, *named])
    if re.search(rf"\bvolgens (?:{'|'.join([_OWN, *named])})\b", said):
        return "wish" if re.search(rf"\b(?:{_MUST})\b", said) else None
    if _says(said, who, _WISHING):
        return "wish"
    if _says(said, who, _PLANNING):
        return "plan"
    if not _says(said, who, _WANTING):
        return None
    return "plan" if _GOVERNMENT.search(sender or "") and not _THAT.search(said) else "wish"


def _says(said: str, who: str, verbs: str) -> bool:
    return re.search(_BOTH_WAYS.format(who=who, verb=verbs, between=_BETWEEN), said) is not None


def _by_name(said: str, sender: str) -> list[str]:
    """Return the ways in which `said` names its sender: an article and a word of the name, in the plural too."""
    names = {fold(word) for word in _NAME.findall(sender)} | initials(sender)
    return [re.escape(match[0]) for match in _NAMED.finditer(said) if _is_one_of(match[1], names)]


def _is_one_of(word: str, names: Collection[str]) -> bool:
    return any(word in (name, f"{name}en", f"{name}s", f"{name}’s") for name in names)
