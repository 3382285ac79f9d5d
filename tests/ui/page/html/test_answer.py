"""Answers as HTML: numbering, cards, the quote in its context, and that no text becomes markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from index.records import Document, Hit, Letter, Passage
from qa.check.reasons import MEANING
from qa.notices import notice
from qa.records import Answer, Citation, Dropped, ModelUsage, NewerCitation, Progress, Sentence
from ui.page.collection import CollectionFacts, collection_facts
from ui.page.html.answer import AnswerHtml, answer_html, running_html, stopped_html
from ui.page.html.context import in_context
from ui.page.html.marks import with_asked
from ui.page.html.translation import (
    BUSY,
    FAILED,
    LABEL,
    MADE_BY,
    NONE,
    OFFER,
    Translation,
    failed_html,
    made_html,
    offer_html,
)
from ui.page.offered.examples import example_questions
from ui.wording.display import for_readers, readable, shown
from ui.wording.omitted import meanings_in_english, omitted_line
from ui.wording.steps import step_text

_TAGS = {
    "article",
    "section",
    "h2",
    "h3",
    "p",
    "div",
    "ul",
    "li",
    "a",
    "details",
    "summary",
    "span",
    "q",
    "blockquote",
    "strong",
    "svg",
    "path",
}
_ATTRIBUTES = {"class", "id", "href", "tabindex", "aria-label", "aria-labelledby", "aria-hidden", "lang", "dir"}
_ATTRIBUTES |= {"focusable", "viewbox", "d"}
_ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "</mark></details></section><iframe>",
    '<a href="javascript:alert(1)">klik</a>',
    "&lt;script&gt;",
]


def _letter(text: str, *, number: int = 1, title: str | None = "Zwemles", start: int = 0) -> Letter:
    return Letter(
        f"l{number}", "d1", "brief", title, "Gemeente Vlieterdam", None, "2023-03-24", "V-1", start, len(text)
    )


def _document(text: str, *, page_starts: tuple[int, ...] = (0,)) -> Document:
    return Document("d1", "zwemles.txt", "text/plain", text, page_starts)


def _cite(document: Document, letter: Letter, words: str) -> Citation:
    start = document.text.index(words)
    return Citation(letter, document.page_of(start), start, start + len(words), words)


def _render(
    document: Document, sentences: Sequence[Sentence], *, page_language: str = "nl", **parts: object
) -> tuple[AnswerHtml, BeautifulSoup]:
    fields: dict[str, object] = {"status": "answered", "mode": "quotes", "searched_for": "Wat kost het?", **parts}
    answer = Answer(question="Wat kost het?", sentences=tuple(sentences), **fields)  # type: ignore[arg-type]
    shown = answer_html(answer, documents={document.id: document}, key="bw-1", page_language=page_language)
    return shown, BeautifulSoup(shown.answer + shown.sources, "html.parser")


def test_the_same_span_has_one_number_and_a_card_names_its_letter() -> None:
    text = "De les kost tien euro. De les is op maandag."
    document, letter = _document(text), _letter(text)
    price, day = _cite(document, letter, "De les kost tien euro."), _cite(document, letter, "De les is op maandag.")
    _, soup = _render(document, [Sentence("a", (price,)), Sentence("b", (day,)), Sentence("c", (day, price))])
    assert [link.text for link in soup.select("a.bw-cite")] == ["[1]", "[2]", "[1]", "[2]"]
    assert [link["href"] for link in soup.select("li:last-child a.bw-cite")] == ["#bw-1-1", "#bw-1-2"]
    assert [mark.text for mark in soup.select("#bw-1-1 mark, #bw-1-2 mark")] == [price.quote, day.quote]
    (card,) = soup.select(".bw-card")
    assert card.h3 is not None
    assert card.h3.text == "Zwemles"
    facts = " ".join(line.text for line in card.select(".bw-facts"))
    assert facts == "Brief · van Gemeente Vlieterdam · 24 maart 2023 · kenmerk V-1"
    assert "zwemles.txt" not in card.text
    assert "agina" not in card.text
    assert [link["href"] for link in card.select(".bw-links a")] == [
        "./brieven/l1?van=0&tot=22#citaat",
        "./brieven/l1?van=23&tot=44#citaat",
        "./brieven/l1/origineel",
    ]


def test_a_card_tells_the_page_and_shows_the_quote_inside_its_own_letter() -> None:
    text = "Vorige brief. Beste ouders, de les\nkost tien euro, ook voor broers. Volgende brief."
    document = _document(text, page_starts=(0, text.index("kost")))
    letter = Letter("l1", "d1", "brief", None, "Sterrenbos", None, "2020-01", None, 14, text.index(" Volgende"))
    _, soup = _render(document, [Sentence("x", (_cite(document, letter, "kost tien euro"),))])
    (place,) = soup.select("blockquote")
    assert place.text == "Beste ouders, de les kost tien euro, ook voor broers."
    assert place.decode_contents().startswith("Beste ouders, de les <mark>")
    assert "Pagina 2" in soup.select_one("summary").text  # type: ignore[union-attr]
    assert soup.h3 is not None
    assert soup.h3.text == "Brief van Sterrenbos"
    assert "januari 2020" in soup.select_one(".bw-facts").text  # type: ignore[union-attr]


@pytest.mark.parametrize("attack", _ATTACKS)
def test_no_text_becomes_markup(attack: str) -> None:
    text = f"Eerst {attack} dan kost {attack} het tien {attack} euro."
    document = Document("d1", attack, "text/plain", text)
    letter = Letter("l1", "d1", attack, attack, attack, attack, "2023-03-24", attack, 0, len(text))
    quote = _cite(document, letter, f"kost {attack} het")
    hit = Hit(Passage("p1", "l1", 0, len(text), attack, text), letter, 1, 1.0)
    answer = Answer(
        attack,
        f"{attack}?!",
        "not_found",
        "model",
        (Sentence(attack, (quote,)),),
        hits=(hit,),
        notice=attack,
        nearest=(quote,),
    )
    shown = answer_html(answer, documents={"d1": document}, key="bw-1")
    soup = BeautifulSoup(shown.answer + shown.sources, "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= _TAGS | {"mark", "strong", "br"}
    assert {name for tag in soup.find_all(True) for name in tag.attrs} <= _ATTRIBUTES
    assert all(str(link["href"]).startswith(("#bw-1", "./brieven/")) for link in soup.select("a"))
    assert soup.mark is not None
    assert soup.mark.text == quote.quote


@given(before=st.text(max_size=40), quote=st.text(min_size=1, max_size=40), after=st.text(max_size=40))
def test_whatever_a_letter_holds_the_mark_holds_the_quote(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    document, letter = _document(text), _letter(text)
    citation = Citation(letter, 1, len(before), len(before + quote), quote)
    shown, _ = _render(document, [Sentence("x", (citation,))])
    soup = BeautifulSoup(shown.sources, "html.parser")
    assert soup.mark is not None
    assert soup.mark.get_text(" ").split() == readable(quote).split()


@given(text=st.text(alphabet="ab \n", max_size=200), data=st.data())
def test_context_stays_inside_the_letter_and_cuts_between_words(text: str, data: st.DataObject) -> None:
    first, start, end, last = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    width = data.draw(st.integers(0, 30))
    context = in_context(text, start=start, end=end, within=(first, last), width=width)
    shown = context.before + context.quote + context.after
    left, right = start - len(context.before), end + len(context.after)
    assert text[left:right] == shown
    assert first <= left
    assert right <= last
    assert max(len(context.before), len(context.after)) <= width
    if context.before:
        assert left == first or text[left - 1].isspace() or text[left].isspace()
    if context.after:
        assert right == last or text[right - 1].isspace() or text[right].isspace()


def test_paragraphs_and_list_items_around_a_quote_start_on_a_line_of_their_own() -> None:
    text = "De prijs\n\nHet kost\ntien euro.\n- per kind\n- per jaar"
    document, letter = _document(text), _letter(text)
    _, soup = _render(document, [Sentence("x", (_cite(document, letter, "Het kost\ntien euro."),))])
    (place,) = soup.select("blockquote")
    assert place.decode_contents(formatter="html5") == (
        "De prijs<br><mark>Het kost tien euro.</mark><br>- per kind<br>- per jaar"
    )


def test_a_quote_outside_its_letter_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside its letter"):
        in_context("abcdef", start=0, end=3, within=(2, 6))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Van: 5.1.2.e", "Van: onleesbaar gemaakt (Woo art. 5.1.2.e)"),
        ("5.1.2e 5.1.2e, Den Haag", "onleesbaar gemaakt (Woo art. 5.1.2e), Den Haag"),
        ("de heer 10.2.e.", "de heer onleesbaar gemaakt (Wob art. 10.2.e)."),
        ("bedrag\n5.1.5\neuro", "bedrag\nonleesbaar gemaakt (Woo art. 5.1.5)\neuro"),
        ("zie 5.1.5 hierna", "zie 5.1.5 hierna"),
        ("op grond van artikel 5.1.2.e van de Woo", "op grond van artikel 5.1.2.e van de Woo"),
        ("5.1.2.e Woo laat dit toe", "5.1.2.e Woo laat dit toe"),
        ("versie 15.1.2.e en 5.1.2.ef", "versie 15.1.2.e en 5.1.2.ef"),
    ],
)
def test_redaction_marks_are_put_in_words(printed: str, read: str) -> None:
    assert readable(printed) == read


def test_what_is_nearest_stands_under_a_heading_of_its_own_and_is_no_answer() -> None:
    text = "De les kost tien euro.\nDe les is op maandag."
    document = _document(text, page_starts=(0, 23))
    price = _cite(document, _letter(text), "De les kost tien euro.")
    day = _cite(document, _letter(text), "De les is op maandag.")
    notice = "Dit staat er niet met zoveel woorden."
    _, soup = _render(document, [], status="not_found", notice=notice, nearest=(day, price))
    (section,) = soup.select(".bw-not_found .bw-nearest")
    (heading,) = section.select("h3")
    assert heading.text == "Dit komt het dichtst in de buurt:"
    assert section["aria-labelledby"] == heading["id"]
    assert [quote.text for quote in section.select("li > q")] == [day.quote, price.quote]
    whose = "Brief van Gemeente Vlieterdam, 24 maart 2023"
    assert [item.text for item in section.select("li > .bw-whose")] == [whose]
    links = section.select("a.bw-cite")
    assert [link["aria-label"] for link in links] == ["Bron 1: Zwemles, pagina 2", "Bron 2: Zwemles, pagina 1"]
    assert [soup.select_one(f"{link['href']} mark").text for link in links] == [day.quote, price.quote]  # type: ignore[union-attr]
    read_out = [part.text for part in soup.select(".bw-say")]
    assert read_out == ["Niet gevonden, wel iets in de buurt", notice, heading.text, day.quote, price.quote]
    assert not soup.select(".bw-text")
    assert "niet zeker" in section.select_one(".bw-mode").text  # type: ignore[union-attr]


def test_where_nothing_is_near_only_what_was_searched_is_said() -> None:
    text = "abc"
    hit = Hit(Passage("p", "l1", 0, 3, "", text), _letter(text), 1, 0.5)
    _, soup = _render(_document(text), [], status="not_found", hits=(hit,), searched_for="Wat kost zwemles?")
    assert "Niet gevonden" in soup.text
    assert "Ik zocht op: Wat kost zwemles?" in soup.text
    assert "Zwemles" not in soup.text
    assert not soup.select(".bw-nearest, .bw-sources, .bw-mode")


def test_what_is_nearest_is_announced_in_the_readers_language_and_can_be_translated() -> None:
    text = "De les kost tien euro."
    document = _document(text)
    citation = _cite(document, _letter(text), text)
    answer = Answer("Quand?", "Quand?", "not_found", "model", language="fr", nearest=(citation,))
    made = Translation("fr", {text: "Le cours coûte dix euros."})
    shown = answer_html(answer, documents={"d1": document}, key="bw-1", translation=made)
    soup = BeautifulSoup(shown.answer, "html.parser")
    heading, quote = soup.select_one(".bw-nearest h3"), soup.select_one(".bw-nearest q")
    assert heading is not None
    assert quote is not None
    assert (heading["lang"], quote["lang"]) == ("fr", "nl")
    assert heading.text == notice("nearest", "fr")
    assert "Le cours coûte dix euros." in soup.select_one(".bw-nearest .bw-translation").text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("mode", "text", "says"),
    [
        ("quotes", "kost\ntien euro", "Dit zijn letterlijke zinnen uit de brieven."),
        ("quotes", "De prijs van de brief is tien euro.", "Dit komt uit de gegevens van de brief."),
        ("model", "kost tien euro", "Een taalmodel schreef deze zinnen."),
    ],
)
def test_the_page_says_whose_words_the_sentences_are(mode: str, text: str, says: str) -> None:
    document, letter = _document("het kost tien euro"), _letter("het kost tien euro")
    _, soup = _render(document, [Sentence(text, (_cite(document, letter, "kost tien euro"),))], mode=mode)
    assert soup.select_one(".bw-mode").text.startswith(says)  # type: ignore[union-attr]


def test_the_page_says_that_a_list_comes_from_the_data_of_several_letters() -> None:
    document, letter = _document("het kost tien euro"), _letter("het kost tien euro")
    cited = (_cite(document, letter, "kost tien euro"), _cite(document, replace(letter, id="l2"), "kost tien euro"))
    listed = [Sentence(f"Brief {number}.", (citation,)) for number, citation in enumerate(cited, 1)]
    _, soup = _render(document, listed, mode="quotes")
    assert soup.select_one(".bw-mode").text.startswith("Dit komt uit de gegevens van de brieven.")  # type: ignore[union-attr]


def test_another_search_question_and_the_notice_are_shown() -> None:
    _, same = _render(_document("a"), [], searched_for="wat  kost het", status="refused")
    assert same.select_one(".bw-searched").text == ""  # type: ignore[union-attr]
    _, other = _render(_document("a"), [], searched_for="Wat kost de zwemles?", status="partial", notice="Let op.")
    assert other.select_one(".bw-searched").text == "Ik zocht op: Wat kost de zwemles?"  # type: ignore[union-attr]
    assert other.select_one(".bw-notice").text == "Let op."  # type: ignore[union-attr]


def test_examples_come_from_the_letters_and_take_turns() -> None:
    def letter(number: int, sender: str) -> Letter:
        spans = {"signature": (0, 1)}
        return Letter(f"l{number}", "d", "brief", None, sender, None, "2023-03-24", None, 0, 9, spans)  # type: ignore[arg-type]

    def passage(number: int, heading: str) -> Passage:
        return Passage(heading, f"l{number}", 0, 9, heading, "Over de gratis bus naar het zwembad.")

    passages = [
        passage(1, "Hoe laat begint de les?"),
        passage(1, "Inleiding"),
        passage(1, "Gratis bus naar het zwembad › de bus rijdt op"),
        passage(2, "Sportclub Vlieterdam"),
        passage(2, "Bijlagen"),
        passage(2, "Samen vertrekken naar zee"),
        passage(2, "Inclusie bindt iedereen"),
        passage(2, "Acties en maatregelen opgenomen in de lijst"),
        passage(2, "Het doel van deze Kamerbrief"),
    ]
    questions = example_questions([letter(1, "Gemeente A"), letter(2, "Gemeente B")], passages)
    assert questions == [
        "Hoe laat begint de les?",
        "Wat staat er over gratis bus naar het zwembad?",
        "Wat staat er over Sportclub Vlieterdam?",
        "Wie ondertekende de brief van Gemeente A?",
    ]
    assert example_questions([], []) == []


def test_what_was_asked_for_is_strong_in_the_answer_and_at_its_source() -> None:
    quote = "De weg blijft  drie\nmaanden dicht & dat is lang."
    start = quote.index("drie")
    letter = _letter(quote)
    citation = Citation(letter, 1, 0, len(quote), quote, marks=((start, start + len("drie\nmaanden")),))
    assert with_asked(citation, shown) == "De weg blijft <strong>drie maanden</strong> dicht &amp; dat is lang."
    assert with_asked(Citation(letter, 1, 0, len(quote), quote), shown) == shown(quote)


def test_an_answer_being_made_has_its_parts_where_the_finished_one_has_them() -> None:
    text = "De les kost tien euro."
    document, letter = _document(text), _letter(text)
    sentence = Sentence(text, (_cite(document, letter, text),))
    parts = {"documents": {"d1": document}, "key": "bw-1"}
    running = running_html("Wat kost het?", "Ik lees …", [sentence], **parts)  # type: ignore[arg-type]
    done, _ = _render(document, [sentence], mode="model")
    assert running.sources == done.sources
    before, after = (BeautifulSoup(html, "html.parser").article for html in (running.answer, done.answer))
    assert before is not None
    assert after is not None
    first = [
        [(tag.name, tag.get("class")) for tag in article.find_all(recursive=False)][:4] for article in (before, after)
    ]
    assert first[0] == first[1]
    assert before["aria-busy"] == "true"
    assert not after.has_attr("aria-busy")
    assert [button.text for button in before.select("button")] == ["Stop"]
    assert before.select_one(".bw-line") == after.select_one(".bw-line")


@pytest.mark.parametrize("attack", _ATTACKS)
def test_nothing_that_can_be_pressed_takes_markup_in(attack: str) -> None:
    text = f"Eerst {attack} dan."
    document, letter = _document(text), _letter(text)
    sentence = Sentence(attack, (_cite(document, letter, text),))
    answer = Answer(attack, f"{attack} {attack}", "answered", "model", (sentence,), language="de")
    translation = Translation("de", {text: attack})
    html = [
        answer_html(answer, documents={"d1": document}, key="bw-1", live=True, translation=translation),
        running_html(attack, "Ik lees …", [sentence], documents={"d1": document}, key="bw-1", language="ar"),
        stopped_html(attack, [sentence], documents={"d1": document}, key="bw-1", live=True),
    ]
    soup = BeautifulSoup("".join(each.answer + each.sources for each in html), "html.parser")
    pressed = {"form", "label", "textarea", "button", "mark", "br"}
    assert {tag.name for tag in soup.find_all(True)} <= _TAGS | pressed
    own = {"open", "hidden", "type", "name", "rows", "maxlength", "enterkeyhint", "aria-busy", "aria-hidden"}
    assert {name for tag in soup.find_all(True) for name in tag.attrs} <= _ATTRIBUTES | own
    assert soup.textarea is not None
    assert soup.textarea.text == f"{attack} {attack}"


def test_text_in_another_language_says_so_and_dutch_stays_dutch() -> None:
    text = "De les kost tien euro."
    document, letter = _document(text), _letter(text)
    sentence = Sentence("الدرس يكلف عشرة يورو.", (_cite(document, letter, text),))
    _, soup = _render(document, [sentence], mode="model", language="ar", notice="De brieven zijn in het Nederlands.")
    for part in ("h2", ".bw-text"):
        (element,) = soup.select(f"article {part}")
        assert (element["lang"], element["dir"]) == ("ar", "rtl")
    assert [each["lang"] for each in soup.select("q, blockquote, .bw-cite")] == ["nl"] * 3
    assert not soup.select(".bw-notice[lang]")
    _, quoted = _render(document, [Sentence(text, sentence.citations)], language="ar")
    assert quoted.select_one(".bw-text")["lang"] == "nl"  # type: ignore[index]


def test_every_language_has_every_text_on_translations() -> None:
    for texts in (OFFER, BUSY, MADE_BY, LABEL, NONE, FAILED):
        assert list(texts) == ["nl", "en", "de", "fr", "tr", "ar", "uk", "pl"]
        assert all(texts.values())
    offer = BeautifulSoup(offer_html("tr"), "html.parser").button
    assert offer is not None
    assert [(part["lang"], part.text) for part in offer.select("span")] == [
        ("tr", OFFER["tr"]),
        ("nl", "Vertaal de citaten"),
    ]
    assert "niet woord voor woord" in made_html("nl")
    assert OFFER["uk"] in failed_html("uk")


def test_translations_stand_beside_the_quotes_and_one_that_failed_is_said() -> None:
    text = "De les kost tien euro. De les is op maandag."
    document, letter = _document(text), _letter(text)
    price, day = _cite(document, letter, "De les kost tien euro."), _cite(document, letter, "De les is op maandag.")
    sentences = [Sentence(price.quote, (price,)), Sentence(day.quote, (day,))]
    translation = Translation("en", {price.quote: "The lesson costs 10 euros.", day.quote: None})
    answer = Answer("How much?", "Hoeveel?", "answered", "quotes", tuple(sentences), language="en")
    shown = answer_html(answer, documents={"d1": document}, key="bw-1", translation=translation)
    for html in (shown.answer, shown.sources):
        first, second = BeautifulSoup(html, "html.parser").select(".bw-translation")
        assert first.text == "Translation by the language model: The lesson costs 10 euros."
        assert second.text == "This quote could not be translated reliably."
        assert first["lang"] == "en"
    opened = BeautifulSoup(shown.sources, "html.parser").select("details[open] mark")
    assert [mark.text for mark in opened] == [price.quote, day.quote]


def test_what_is_left_out_is_told_by_rule_and_never_shown() -> None:
    text = "De les kost tien euro."
    document, letter = _document(text), _letter(text)
    sentence = Sentence(text, (_cite(document, letter, text),))
    dropped = (
        Dropped("Verzonnen een.", "number_not_in_quote", "twaalf"),
        Dropped("Verzonnen twee.", "number_not_in_quote"),
        Dropped("Verzonnen drie.", "unknown_source"),
    )
    written = ModelUsage(("openai/schrijver",), {"answer.nl": "ab"}, 2_000, 345, 0.0012, 2)
    _, soup = _render(document, [sentence], mode="model", dropped=dropped, written=written)
    (folded,) = soup.select("details.bw-omitted")
    assert [item.text for item in folded.select("li")] == [
        "2 × Een getal, datum of bedrag staat niet zo in het citaat.",
        "1 × Deze bron bestaat niet.",
    ]
    assert "openai/schrijver; 2 vragen aan het model, 2.345 tokens, kosten 0,0012 dollar" in folded.text
    assert "Verzonnen" not in soup.text
    assert "twaalf" not in soup.text
    _, in_english = _render(document, [sentence], mode="model", dropped=dropped, written=written, page_language="en")
    (folded,) = in_english.select("details.bw-omitted[lang=en]")
    assert [item.text for item in folded.select("li")] == [
        "2 × A number, date or amount is not in the quote like this.",
        "1 × This source does not exist.",
    ]
    assert "openai/schrijver; 2 requests to the model, 2,345 tokens, cost 0.0012 dollars" in folded.text
    assert list(meanings_in_english()) == list(MEANING)
    answer = Answer("?", "?", "answered", "model", (sentence,), dropped=dropped, written=written)
    assert omitted_line(answer).startswith("Weggelaten: 2 × Een getal")
    assert "\n" not in omitted_line(answer)
    assert omitted_line(Answer("?", "?", "answered", "quotes", (sentence,))) == ""


def test_an_older_statement_is_marked_with_what_is_said_now() -> None:
    text = "De les kost tien euro. De les is gratis."
    document, letter = _document(text), _letter(text)
    newer = Letter("l2", "d1", "brief", None, letter.sender, None, "2024-03-24", None, 0, len(text))
    later = NewerCitation(_cite(document, newer, "De les is gratis."))
    sentence = Sentence("De les kost tien euro.", (_cite(document, letter, "De les kost tien euro."),), older=later)
    _, soup = _render(document, [sentence])
    (note,) = soup.select(".bw-older")
    assert note.text.startswith("Let op: een nieuwere brief van dezelfde afzender (24 maart 2024)")
    assert "De les is gratis." in note.text
    _, in_english = _render(document, [sentence], page_language="en")
    (note,) = in_english.select(".bw-older[lang=en]")
    assert note.text.startswith(
        "Note: a newer letter of the same sender (24 March 2024), page 1, says this differently:"
    )
    assert [quote.text for quote in note.select("q[lang=nl]")] == ["De les is gratis."]


@pytest.mark.parametrize(
    ("notice", "reads"),
    [
        ("Het model weigert. Controleer BRIEFWIJZER_MODEL_API_KEY. Daarom ziet u dit.",
         "Het model weigert. Daarom ziet u dit."),
        ("Stel de vraag nog eens. Gebeurt het vaker, kies dan een ander model met BRIEFWIJZER_MODEL.",
         "Stel de vraag nog eens."),
        ("De brieven geven hier geen antwoord op.", "De brieven geven hier geen antwoord op."),
    ],
)  # fmt: skip
def test_readers_are_not_told_to_change_settings(notice: str, reads: str) -> None:
    assert for_readers(notice) == reads
    _, soup = _render(_document("a"), [], status="refused", notice=notice)
    assert soup.select_one(".bw-notice").text == reads  # type: ignore[union-attr]


def test_each_step_is_told_in_plain_words() -> None:
    letters = [_letter("a", number=number) for number in range(10)]
    assert step_text(Progress("understand"), letters) == "Ik lees uw vraag …"
    assert step_text(Progress("search", 10), letters) == "Ik zoek in 10 brieven en notities …"
    assert step_text(Progress("read", 8), letters) == "Ik lees 8 stukken uit de brieven …"
    assert step_text(Progress("read", 8), letters, checked=1) == "Ik schrijf verder en controleer elke zin …"
    assert step_text(Progress("repair"), letters, checked=1).startswith("Ik controleer nog eens")


def test_the_page_says_who_wrote_most_letters_and_when() -> None:
    facts = collection_facts([_letter("a"), _letter("b")], language="en")
    assert facts.count == 2
    assert facts.others == 0
    assert collection_facts([], language="nl") == CollectionFacts(0, (), 0, "", "")


def test_the_state_is_in_words_beside_a_drawing_that_nobody_needs() -> None:
    text = "De les kost tien euro."
    document, letter = _document(text), _letter(text)
    sentence = Sentence(text, (_cite(document, letter, text),))
    for status, said in (("answered", "Beantwoord: dit staat in de brieven"), ("partial", "Deels beantwoord")):
        _, soup = _render(document, [sentence], status=status)
        assert soup.select_one(".bw-now svg[aria-hidden=true]") is not None
        assert soup.select_one(".bw-status").text == said  # type: ignore[union-attr]


def test_before_a_run_of_sentences_stands_whose_words_they_are_once() -> None:
    text = "Wij willen dat de les gratis wordt. De les kost tien euro. De les is op maandag."
    document, letter = _document(text), _letter(text)
    quotes = ("De les kost tien euro.", "De les is op maandag.", "Wij willen dat de les gratis wordt.")
    _, soup = _render(document, [Sentence(words, (_cite(document, letter, words),)) for words in quotes])
    of_town = "van Gemeente Vlieterdam, 24 maart 2023"
    assert [said.text for said in soup.select(".bw-whose")] == [f"Brief {of_town}", f"Wens {of_town}"]
    first, second = soup.select("ul.bw-text")
    assert [len(each.select("li")) for each in (first, second)] == [2, 1]
    assert first["aria-labelledby"] == soup.select(".bw-whose")[0]["id"]


def test_a_list_is_shown_as_one_and_its_source_stays_as_printed() -> None:
    text = "Nodig is:\n- geld voor de bus;\n- een wet.³"
    document, letter = _document(text), _letter(text)
    _, soup = _render(document, [Sentence(" ".join(text.split()), (_cite(document, letter, text),))])
    (item,) = soup.select("ul.bw-text > li")
    assert item.select_one(".bw-say").text == "Nodig is:"  # type: ignore[union-attr]
    assert [each.text for each in item.select("ul > li")] == ["geld voor de bus;", "een wet."]
    assert "³" in soup.mark.text  # type: ignore[union-attr]


def test_what_a_sentence_points_to_stands_before_it() -> None:
    text = "De gemeente betaalt de bus. Dat geldt tot de zomer."
    document, letter = _document(text), _letter(text)
    words = "Dat geldt tot de zomer."
    _, soup = _render(document, [Sentence(words, (_cite(document, letter, words),))])
    assert soup.select_one(".bw-around").text == "Hiervoor staat in de brief: “De gemeente betaalt de bus.”"  # type: ignore[union-attr]
    _, led = _render(document, [Sentence(text, (_cite(document, letter, text),))])
    assert led.select_one(".bw-around").text == "De gemeente betaalt de bus."  # type: ignore[union-attr]


def test_a_pdf_leads_to_its_page_as_on_paper_and_a_text_file_has_no_pages() -> None:
    text = "De les kost tien euro."
    letter = _letter(text)
    document = Document("d1", "zwemles.pdf", "application/pdf", text)
    _, soup = _render(document, [Sentence(text, (_cite(document, letter, text),))])
    links = {link.text: link["href"] for link in soup.select(".bw-links a")}
    assert links == {
        "Lees de hele brief vanaf hier": "./brieven/l1?van=0&tot=22#citaat",
        "Bekijk pagina 1 zoals op papier": "./brieven/l1/pagina/1?van=0&tot=22#citaat",
        "Open de originele PDF": "./brieven/l1/origineel#page=1",
    }
    assert soup.select_one(".bw-cite")["aria-label"] == "Bron 1: Zwemles, pagina 1"  # type: ignore[index]


def test_on_an_english_page_all_but_the_letters_is_in_english() -> None:
    text = "De les kost tien euro."
    document, letter = _document(text), _letter(text)
    answer = Answer(
        "Wat kost het?", "Wat kost het?", "answered", "quotes", (Sentence(text, (_cite(document, letter, text),)),)
    )
    shown = answer_html(answer, documents={"d1": document}, key="bw-1", page_language="en")
    soup = BeautifulSoup(shown.answer + shown.sources, "html.parser")
    assert soup.select_one(".bw-status").text == "Answered: this is in the letters"  # type: ignore[union-attr]
    assert soup.select_one(".bw-whose").text == "Letter of Gemeente Vlieterdam, 24 March 2023"  # type: ignore[union-attr]
    assert soup.select_one(".bw-text")["lang"] == "nl"  # type: ignore[index]
    assert soup.select_one(".bw-cite")["lang"] == "en"  # type: ignore[index]
