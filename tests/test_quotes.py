"""Answers in the letters' own sentences: which are picked, what is cited, when there is nothing to pick."""

from __future__ import annotations

from index.letters import find_letters
from index.passages import find_passages
from index.records import Document, Hit
from qa.abstain import speaking
from qa.candidates import MOST_CHARACTERS
from qa.evidence import weigh
from qa.lists import lists_of
from qa.question import understand
from qa.quotes import MOST_SENTENCES, quote
from qa.records import Sentence

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


def ask(question: str, text: str = LETTER) -> list[Sentence]:
    document = Document("d" * 64, "brief.txt", "text/plain", text)
    hits = []
    for letter in find_letters(document):
        for passage in find_passages(document, letter):
            hits.append(Hit(passage, letter, len(hits) + 1, 1.0))
    asked = understand(question)
    terms = weigh(question, asked.terms, lambda stem: 0.8)
    if not speaking(question, terms, hits):
        return []
    sentences = quote(asked, terms, hits, {document.id: document})
    for sentence in sentences:
        for citation in sentence.citations:
            assert document.text[citation.start : citation.end] == citation.quote
    return sentences


def texts(question: str, text: str = LETTER) -> list[str]:
    return [sentence.text for sentence in ask(question, text)]


def test_the_sentence_that_answers_comes_first() -> None:
    assert texts("Hoeveel nieuwe speeltuinen legt de gemeente aan?")[0].startswith("De gemeente legt in totaal acht")
    assert texts("Wanneer begint de aanleg?")[0] == "De aanleg begint in september 2024."
    assert "omdat" in texts("Waarom zijn de speeltuinen nodig?")[0]


def test_a_list_question_gets_all_items() -> None:
    answer = texts("In welke wijken komen de speeltuinen?")[0]
    assert all(item in answer for item in ("Noorderkwartier", "De Vecht", "Binnenstad"))


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
    answer = ask("Welke zes acties neemt de gemeente?", text)[0]
    assert "uitleg" not in answer.text
    assert [c.quote for c in answer.citations[1:]] == [f"Actie nummer {n}" for n in range(1, 7)]


def test_what_is_asked_for_must_be_there() -> None:
    assert texts("Wat is het telefoonnummer van de gemeente Oudewater?") == []
    assert texts("Wat vindt de ANWB van de nieuwe speeltuinen van de gemeente?") == []
    assert texts("Hoeveel nieuwe speeltuinen legt de gemeente aan in 2031?") == []


def test_an_answer_stays_short() -> None:
    text = "Brief\n\n" + " ".join(f"De speeltuin in wijk {n} krijgt een nieuwe schommel van hout." for n in range(60))
    sentences = ask("Welke speeltuin krijgt een nieuwe schommel?", text)
    assert 1 <= len(sentences) <= MOST_SENTENCES
    assert sum(len(sentence.text) for sentence in sentences) <= MOST_CHARACTERS


def test_a_sentence_too_long_to_show_is_cut_at_its_clauses() -> None:
    rules = "; ".join(
        f"de houder van een hond in wijk {n} betaalt de belasting voor {n} honden per jaar" for n in range(20)
    )
    (first, *_) = ask("Hoeveel belasting betaalt de houder van een hond in wijk 7?", f"Verordening\n\n{rules}.")
    assert "wijk 7" in first.text
    assert len(first.text) < MOST_CHARACTERS


def test_who_signs_answers_who_someone_is_and_nothing_else() -> None:
    text = LETTER.replace("drs. A.B. de Wit", "drs. A.B. de Wit\nwethouder van speelruimte")
    assert "A.B. de Wit" in texts("Wie is de wethouder van speelruimte?", text)[0]
    assert not any("de Wit" in words for words in texts("Wat zegt de gemeente over speelruimte en speeltuinen?", text))


def test_a_question_in_a_letter_gives_way_to_a_statement() -> None:
    asked = "Waarom is de haven van Urk gesloten? De haven van Urk is gesloten omdat het ijs te dik is."
    text = LETTER.replace("De aanleg begint in september 2024.", asked)
    assert texts("Waarom is de haven van Urk gesloten?", text)[0].startswith("De haven van Urk is gesloten omdat")


def test_a_list_whose_lead_in_is_too_long_to_show_is_no_answer() -> None:
    lead = (
        "De voorwaarden voor subsidie zijn "
        + "in overleg met de zwembaden en de scholen vastgesteld en " * 16
        + "deze:"
    )
    sentences = ask("Wat zijn de voorwaarden voor subsidie?", f"Brief\n\n{lead}\n\n- een plan;\n- een begroting.\n")
    assert all(sentence.text for sentence in sentences)
