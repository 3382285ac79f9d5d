"""The rules, in the order in which a sentence meets them, each with what it means and where it can be applied."""

from __future__ import annotations

from dataclasses import dataclass

from qa.check.claim import Claim, Find
from qa.check.foreign import rules as foreign
from qa.check.rules.bound_changed import bound_changed
from qa.check.rules.condition_dropped import condition_dropped
from qa.check.rules.modality_raised import modality_raised
from qa.check.rules.name_not_in_quote import name_not_in_quote
from qa.check.rules.not_in_quote import not_in_quote
from qa.check.rules.number_not_in_quote import number_not_in_quote
from qa.check.rules.own_voice import own_voice
from qa.check.rules.polarity import polarity
from qa.check.rules.quantity_raised import quantity_raised
from qa.check.rules.question_no_answer import question_no_answer
from qa.check.rules.reason_added import reason_added
from qa.check.rules.roles_swapped import roles_swapped
from qa.check.rules.wrong_speaker import wrong_speaker


@dataclass(frozen=True)
class Rule:
    """What a sentence may not do: its `meaning` in Dutch, for staff and for the model that broke it.

    `dutch` looks at Dutch sentences, `foreign` at those in other languages; where that is None they cannot be compared.
    """

    name: str
    meaning: str
    dutch: Find
    foreign: Find | None = None
    of_verbatim: bool = False
    """Whether a whole sentence of the letter, word for word, can break it too: a question is no answer even then."""

    def broken(self, claim: Claim) -> str:
        """Return the words of the sentence that break the rule, or "" where it holds or cannot be applied."""
        find = self.dutch if claim.language == "nl" else self.foreign
        return find(claim) if find else ""


# fmt: off
RULES = (
    Rule("own_voice", "Het taalmodel spreekt voor zichzelf.", own_voice),
    Rule("number_not_in_quote", "Een getal, datum of bedrag staat niet zo in het citaat.",
         number_not_in_quote, foreign.number_not_in_quote),
    Rule("name_not_in_quote", "Een naam staat niet in het citaat of in de gegevens van de brief.",
         name_not_in_quote, foreign.name_not_in_quote),
    Rule("polarity", "Het citaat zegt het tegendeel.", polarity, foreign.polarity),
    Rule("bound_changed", "De grens bij een getal of datum is anders dan in het citaat.",
         bound_changed, foreign.bound_changed),
    Rule("modality_raised", "De zin is stelliger dan het citaat.", modality_raised),
    Rule("quantity_raised", "De zin zegt het van meer dan het citaat.", quantity_raised),
    Rule("condition_dropped", "De voorwaarde uit het citaat ontbreekt.", condition_dropped),
    Rule("question_no_answer", "Het citaat is een vraag; de brief zegt dit niet.",
         question_no_answer, question_no_answer, of_verbatim=True),
    Rule("wrong_speaker", "Het citaat zegt niet dat deze persoon of organisatie dit zegt.", wrong_speaker),
    Rule("reason_added", "De reden of het gevolg staat niet in het citaat.", reason_added),
    Rule("roles_swapped", "Wie iets doet en wie het overkomt, zijn verwisseld.", roles_swapped),
    Rule("not_in_quote", "De zin zegt iets wat niet in het citaat staat.", not_in_quote),
)
# fmt: on
