"""Answers in the letters' own sentences: which are picked, what is cited and marked, when there is nothing to pick."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.letters.find import find_letters
from index.records import Document
from qa.quoting.candidates import MOST_CHARACTERS
from qa.quoting.lists import lists_of
from qa.quoting.select import MOST_SENTENCES
from tests.qa.quoting.quoting_steps import QuotingSteps, quoting_steps

LETTER = """Aan: Gemeenteraad van Oudewater
Datum: 3 mei 2024
Kenmerk: Z-2024-118
Onderwerp: Nieuwe speeltuinen

Geachte raad,

Vorig jaar hebben wij met de buurten gesproken. De gemeente legt in totaal acht nieuwe speeltuinen aan. Dat kost samen
240.000 euro. De speeltuinen zijn vooral nodig omdat er in de nieuwbouwwijken geen plek is om te spelen.

De speeltuinen komen in deze wijken:

- Noorderkwartier, naast de sporthal;
- De Vecht, bij het water;
- Binnenstad.

De aanleg begint in september 2024. De buurt mag meedenken over de toestellen.

Hoogachtend,

Gemeente Oudewater
drs. A.B. de Wit
"""


def ask(question: str, text: str = LETTER) -> QuotingSteps:
    steps = quoting_steps(question, text)
    for sentence in steps.sentences:
        for citation in sentence.citations:
            assert steps.document.text[citation.start : citation.end] == citation.quote
    return steps


def texts(question: str, text: str = LETTER) -> list[str]:
    return ask(question, text).texts


def test_the_sentence_that_answers_comes_first() -> None:
    assert texts("Hoeveel nieuwe speeltuinen legt de gemeente aan?")[0].startswith("De gemeente legt in totaal acht")
    assert texts("Wanneer begint de aanleg?")[0] == "De aanleg begint in september 2024."
    assert "omdat" in texts("Waarom zijn de speeltuinen nodig?")[0]


def test_the_very_thing_that_is_asked_for_is_marked() -> None:
    assert "acht nieuwe speeltuinen" in ask("Hoeveel nieuwe speeltuinen legt de gemeente aan?").marked_words
    assert ask("Wanneer begint de aanleg?").marked_words == ["september 2024"]
    assert "240.000 euro" in ask("Wat kost dat samen?").marked_words
    assert ask("Mag de buurt meedenken over de toestellen?").marked_words == []


def test_a_list_question_gets_all_items() -> None:
    answer = texts("In welke wijken komen de speeltuinen?")[0]
    assert all(item in answer for item in ("Noorderkwartier", "De Vecht", "Binnenstad"))


def test_items_that_answer_by_themselves_come_as_their_whole_list() -> None:
    items = ["1. De gemeente maait het park.", "2. Bewoners houden toezicht.", "3. De gemeente verlicht het park."]
    told = LETTER.replace("De aanleg begint", "\n".join(["Er gebeurt dit in het park:", *items, "\nDe aanleg begint"]))
    said = texts("Wat doet de gemeente in het park?", told)
    assert "Er gebeurt dit in het park: " + " ".join(items) in said
    assert not any(said.count(item[3:]) for item in items)


def test_items_of_a_list_are_found_with_their_lead_in_and_without_their_marks() -> None:
    document = Document("d" * 64, "brief.txt", "text/plain", LETTER)
    (found,) = lists_of(document, find_letters(document)[0])
    words = [LETTER[start:end] for start, end in (found.lead, *found.items)]
    assert words == [
        "De speeltuinen komen in deze wijken:",
        "Noorderkwartier, naast de sporthal;",
        "De Vecht, bij het water;",
        "Binnenstad.",
    ]


def test_a_long_list_is_shown_by_the_heads_of_its_items() -> None:
    items = [f"Actie nummer {n} - " + "uitleg over wat er gebeurt en door wie " * 5 for n in range(1, 7)]
    text = "Brief over acties\n\nDe zes acties van de gemeente zijn:\n\n" + "\n".join(
        f"- {item.strip()}." for item in items
    )
    answer = ask("Welke zes acties neemt de gemeente?", text).sentences[0]
    assert "uitleg" not in answer.text
    assert [c.quote for c in answer.citations[1:]] == [f"Actie nummer {n}" for n in range(1, 7)]


def test_a_count_is_answered_by_the_number_of_what_is_asked() -> None:
    text = LETTER.replace(
        "De aanleg begint",
        "Aan het plan werken 25 partijen uit vier wijken mee. Voor het plan zijn 42 bomen geplant. De aanleg begint",
    )
    assert texts("Hoeveel bomen zijn er voor het plan geplant?", text)[0] == "Voor het plan zijn 42 bomen geplant."
    assert texts("Hoeveel partijen werken aan het plan mee?", text)[0].startswith("Aan het plan werken 25 partijen")
    assert texts("Hoeveel banken komen er in het plan?", text) == []


def test_a_date_goes_before_a_condition_where_when_is_asked() -> None:
    text = LETTER.replace(
        "De aanleg begint in september 2024.",
        "De aanleg begint als de raad het goed vindt. De aanleg begint uiterlijk op 9 september 2024.",
    )
    assert texts("Wanneer begint de aanleg?", text)[0].endswith("op 9 september 2024.")
    only = LETTER.replace("in september 2024", "zodra de raad het goed vindt")
    assert texts("Wanneer begint de aanleg?", only) == ["De aanleg begint zodra de raad het goed vindt."]


def test_a_sentence_that_points_back_comes_with_the_one_before_it() -> None:
    text = LETTER.replace("Dat kost samen\n240.000 euro.", "Daarvoor is samen 240.000 euro nodig.")
    (first, *_) = texts("Hoeveel geld is er nodig?", text)
    assert first == ("De gemeente legt in totaal acht nieuwe speeltuinen aan. Daarvoor is samen 240.000 euro nodig.")


def test_what_says_the_same_is_shown_once() -> None:
    text = LETTER.replace(
        "De buurt mag meedenken over de toestellen.",
        "De buurt mag meedenken over de toestellen. Over de toestellen mag de buurt meedenken.",
    )
    assert len(texts("Mag de buurt meedenken over de toestellen?", text)) == 1


def test_an_answer_stays_short() -> None:
    text = "Brief\n\n" + " ".join(f"De speeltuin in wijk {n} krijgt een nieuwe schommel van hout." for n in range(60))
    sentences = ask("Welke speeltuin krijgt een nieuwe schommel?", text).sentences
    assert 1 <= len(sentences) <= MOST_SENTENCES
    assert sum(len(sentence.text) for sentence in sentences) <= MOST_CHARACTERS


def test_a_sentence_too_long_to_show_is_cut_at_its_clauses() -> None:
    rules = "; ".join(
        f"de houder van een hond in wijk {n} betaalt de belasting voor {n} honden per jaar" for n in range(20)
    )
    (first, *_) = texts("Hoeveel honden heeft de houder in wijk 7?", f"Verordening\n\n{rules}.")
    assert "wijk 7" in first
    assert len(first) < MOST_CHARACTERS


def test_who_signs_answers_who_someone_is_and_nothing_else() -> None:
    text = LETTER.replace("drs. A.B. de Wit", "drs. A.B. de Wit\nwethouder van speelruimte")
    steps = ask("Wie is de wethouder van speelruimte?", text)
    assert "A.B. de Wit" in steps.texts[0]
    assert "drs. A.B. de Wit" in steps.marked_words
    assert not any("de Wit" in words for words in texts("Wat zegt de gemeente over speelruimte en speeltuinen?", text))


def test_a_question_in_a_letter_gives_way_to_a_statement() -> None:
    both = "Waarom is de haven van Urk gesloten? De haven van Urk is gesloten omdat het ijs te dik is."
    text = LETTER.replace("De aanleg begint in september 2024.", both)
    assert texts("Waarom is de haven van Urk gesloten?", text)[0].startswith("De haven van Urk is gesloten omdat")


def test_a_list_whose_lead_in_is_too_long_to_show_is_no_answer() -> None:
    lead = (
        "De voorwaarden voor subsidie zijn "
        + "in overleg met de zwembaden en de scholen vastgesteld en " * 16
        + "deze:"
    )
    steps = ask("Wat zijn de voorwaarden voor subsidie?", f"Brief\n\n{lead}\n\n- een plan;\n- een begroting.\n")
    assert all(steps.texts)


SUBJECTS = st.sampled_from(["De gemeente Oudewater", "Wethouder A.B. de Wit", "De VNG", "Zwembad Het Élan", "Men"])
DONE = st.sampled_from(["bouwt", "betaalt", "sluit", "opent"])
COUNTS = st.sampled_from(["acht speeltuinen", "3 zwembaden", "240.000 euro", "de helft van de scholen", "elk café"])
WHEN = st.sampled_from(
    ["op 3 mei 2024", "in schooljaar 2024/2025", "binnen zes weken", "elke drie jaar", "omdat het moet"]
)
ASKED = st.sampled_from(
    ["Hoeveel speeltuinen bouwt de gemeente?", "Wie betaalt de zwembaden?", "Wanneer opent het zwembad?",
     "Wat kost het?", "Hoe lang sluit het zwembad?", "Hoe vaak opent de school?", "Waarom sluit de gemeente het café?",
     "Waar is het zwembad?"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.tuples(SUBJECTS, DONE, COUNTS, WHEN), min_size=1, max_size=6), ASKED)
def test_marks_lie_in_their_quote_apart_and_in_order(said: list[tuple[str, ...]], question: str) -> None:
    steps = ask(question, "Brief\n\n" + " ".join(f"{' '.join(words)}." for words in said))
    for citation in (citation for sentence in steps.sentences for citation in sentence.citations):
        places = [place for mark in citation.marks for place in mark]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(citation.quote) for start, end in citation.marks)
        assert all(citation.quote[start:end].strip() == citation.quote[start:end] for start, end in citation.marks)


def test_a_sentence_that_only_asks_the_question_again_is_no_answer() -> None:
    asked = "Moeten ouders betalen voor het vervoer?"
    letter = (
        f"Beste ouders,\n\n{asked} Betalen ouders dat vervoer? De gemeente vraagt voor het vervoer niets aan ouders.\n"
    )
    assert texts(asked, letter) == ["De gemeente vraagt voor het vervoer niets aan ouders."]


def test_words_that_are_piled_up_are_no_answer() -> None:
    piled = "kosten vervoer ouders betalen: het vervoer kost 900 euro. " * 4
    letter = f"Beste ouders,\n\nHet vervoer kost ouders 12 euro.\n\nJa, {piled}\n"
    assert texts("Hoeveel kost het vervoer ouders?", letter) == ["Het vervoer kost ouders 12 euro."]
