"""What holds of every rule: words of the letter itself never break one, and no text breaks a rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dutch.sentences import sentences
from qa.check.checker import Checker
from qa.check.claim import Claim
from qa.check.rules.table import RULES
from qa.llm.draft import DraftCitation, DraftSentence
from qa.records import Dropped, Sentence
from tests.support.paths import SHARED, needs_shared
from tests.support.records import claim, hit_on

OF_DUTCH = {"own_voice", "modality_raised", "quantity_raised", "condition_dropped", "wrong_speaker", "reason_added",
            "roles_swapped", "not_in_quote"}  # fmt: skip
"""Rules that look at Dutch sentences only."""

SENTENCES = [
    "De gemeente legt dit jaar acht nieuwe speeltuinen aan, waarvan drie in het centrum.",
    "Wie geen hulp krijgt, kan tot 1 oktober 2025 bezwaar maken bij de commissie.",
    "Volgens de VNG is 12,5 procent van de huishoudens niet geholpen.",
    "Niet alleen ouders, maar ook leerlingen mogen meepraten over het rooster.",
    "De minister overweegt om de toeslag af te schaffen, tenzij de Kamer daar niet mee instemt.",
    "Sommige scholen zijn dicht, andere gaan hooguit drie dagen per week open.",
    "Wij vinden dat de wethouder van Utrecht het onderzoek had moeten afwachten.",
    "In 2023 ging het om 1.250 aanvragen; in 2024 waren dat er ruim tweeduizend.",
    "De bijdrage stijgt van 40 naar 55 euro, maar daalt daarna weer.",
    "Zonder verwijzing van de huisarts vergoedt de verzekeraar de behandeling niet.",
    "Nee, u hoeft niets te doen: wij passen het bedrag zelf aan.",
    "Uiterlijk vier weken na ontvangst besluit het college, behalve bij bezwaar.",
    "Ouders wordt gevraagd om vóór 15 maart te laten weten of hun kind meedoet.",
    "Heeft u vragen? Bel 030-1234567 of kijk op www.speeltuinen.nl.",
    "Wanneer begint de aanleg?",
    "Gratis zwemles is er alleen voor kinderen van 6 tot en met 12 jaar met een pas.",
    "Ik denk dat de gemeente de school moet betalen en niet andersom.",
    "De heer J. van den Berg, voorzitter van de PO-Raad, schrijft dat het 's avonds te druk is.",
    "Bewoners met een laag inkomen krijgen mogelijk extra geld, als de raad dat goedkeurt.",
    "Op 5 juni 2024 rijdt de bus niet, op zaterdag wel.",
    "Het college wil het verbod intrekken, want het blijkt nauwelijks te werken.",
    "Dat is nog niet besloten.",
    "PRIJSLIJST 2024: volwassenen €7,50, kinderen €4,-.",
]  # fmt: skip
ONE_LINE = [each for each in SENTENCES if "Niet alleen" not in each]
PIECES = st.lists(st.sampled_from([word for each in SENTENCES for word in each.split()]), min_size=1, max_size=25)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load what the rules load when they are first used: that takes longer than any example may."""
    for rule in RULES:
        rule.broken(claim("De gemeente bouwt een brug en een tunnel.", "De gemeente bouwt een brug."))


def broken(checked: Claim) -> dict[str, str]:
    """Return the rules that a claim breaks, each with the words that broke it."""
    return {rule.name: words for rule in RULES if (words := rule.broken(checked))}


@pytest.mark.embedder
class TestVerbatim:
    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_a_sentence_of_the_letter_breaks_no_rule(self, sentence):
        assert broken(claim(sentence, sentence)) == {}

    @given(
        st.lists(
            st.sampled_from([each for each in SENTENCES if not each.endswith("?")]), min_size=2, max_size=4, unique=True
        )
    )
    @settings(max_examples=60)
    def test_nor_do_several_with_a_quote_each(self, several):
        assert broken(claim(" ".join(several), *several)) == {}

    @given(st.sampled_from(ONE_LINE), st.sampled_from(["\n", "\u00a0", "  ", "\n\n"]))
    @settings(max_examples=60)
    def test_nor_does_one_that_the_letter_prints_otherwise(self, sentence, blank):
        assert broken(claim(sentence, sentence.replace(" ", blank))) == {}


STRANGE = [
    "", " ", "…", "?!", "🚲🚲 🚲", "\u200b\u200b", "\x00", "a", "ß ﬁ Ǆ", "-", "€", "niet-", "((((((", "9" * 400,
    "niet " * 80,
    "B1 " * 100, "De " * 100 + "brug.", "1.2.3.4.5", "31-02-2024", "99 maart 9999", "100%%%", "van 1 naar", "één" * 100,
    "van 1 naar 2 " * 20, "²³ ½", "minder dan", "mits", "zonder",
]  # fmt: skip


@pytest.mark.embedder
class TestNoTextBreaksARule:
    """A quote that reaches the rules has words: the check drops others before."""

    @given(st.text(max_size=300), st.lists(st.text(max_size=200).map("de brug {}".format), min_size=1, max_size=3))
    @settings(max_examples=100)
    def test_any_text(self, text, quotes):
        assert all(isinstance(words, str) for words in broken(claim(text, *quotes)).values())

    @given(PIECES, PIECES, st.sampled_from(["nl", "en", "de", "fr", "tr", "ar", "uk", "pl"]))
    @settings(max_examples=100)
    def test_words_in_any_order(self, said, quoted, language):
        about = claim(" ".join(said), " ".join(("de brug", *quoted)), language=language)
        assert broken(about) == broken(about)
        assert language == "nl" or not OF_DUTCH & set(broken(about))

    @pytest.mark.parametrize("text", STRANGE)
    def test_no_text_is_too_strange(self, text):
        for one, other in ((text, SENTENCES[0]), (SENTENCES[0], f"de brug {text}"), (text, f"de brug {text}")):
            assert all(words.strip() for words in broken(claim(one, other)).values())

    @given(st.one_of(st.text(max_size=100), st.sampled_from(STRANGE)), st.text(max_size=80), st.data())
    @settings(max_examples=150)
    def test_nor_breaks_the_check_whatever_is_quoted(self, text, source, data):
        letter = hit_on(source)
        start = data.draw(st.integers(0, len(source)))
        quote = data.draw(st.one_of(st.just(source[start:]), st.just(source[:start]), st.text(max_size=30)))
        drafted = DraftSentence(text=text, citations=(DraftCitation(source="B1", quote=quote),))
        said = Checker().sentence(drafted, hits=[letter.hit], documents=letter.documents)
        assert isinstance(said, Sentence | Dropped)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name in OF_DUTCH], ids=lambda rule: rule.name)
@pytest.mark.parametrize("text", ["Ik denk dat alle 12 bruggen hooguit dicht moeten.", "The council must close it."])
def test_rules_of_dutch_say_nothing_of_other_languages(rule, text):
    about = claim(text, "De gemeente kan soms 12 bruggen sluiten, tenzij dat niet mag.", language="en")
    assert rule.broken(about) == ""


def test_a_rule_gives_the_same_words_each_time():
    about = claim("Alle 14 scholen moeten dicht.", "Sommige 12 scholen kunnen open, tenzij dat niet mag.")
    assert [broken(about) for _ in range(3)] == [broken(about)] * 3


@pytest.mark.letters
@pytest.mark.embedder
@needs_shared
def test_no_sentence_of_the_public_letters_breaks_a_rule():
    """Nor by its rules alone, although a sentence that is literally the letter's own meets hardly any."""
    spans = [
        (text, start, end)
        for path in sorted((SHARED / "letters").glob("*.txt"))
        for text in [path.read_text(encoding="utf-8")]
        for start, end in sentences(text)
    ]
    assert len(spans) == 784
    said = [(" ".join(text[start:end].split()), text[start:end]) for text, start, end in spans]
    assert {text: why for text, quote in said if (why := broken(claim(text, quote)))} == {}
