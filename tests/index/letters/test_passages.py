"""Passages: whole letters in pieces that follow their structure, each with what stands above it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.letters.find import find_letters
from index.letters.passages import LONGEST_SENTENCE, MOST, context_line, find_passages, sentence_windows, window_spans
from index.records import Document, Passage
from tests.index.letters.labelled_documents import LABELLED_DOCUMENTS, PROSE, LabelledDocument

SENTENCE = "Deze zin vertelt iets over de school en is lang genoeg om mee te tellen in een passage. "
BODY = (SENTENCE * 3).strip()


def passages(text: str) -> list[Passage]:
    document = Document("0" * 64, "brief.txt", "text/plain", text)
    return [passage for letter in find_letters(document) for passage in find_passages(document, letter)]


def headings(text: str) -> dict[str, str]:
    """Return the heading of each passage by the last word of its text."""
    return {passage.text.split()[-1]: passage.heading for passage in passages(text)}


@pytest.mark.parametrize("labelled", LABELLED_DOCUMENTS, ids=lambda labelled: str(labelled.name))
def test_passages_of_every_letter_keep_the_rules(labelled: LabelledDocument) -> None:
    document = labelled.document
    for letter in find_letters(document):
        at = letter.start
        for passage in find_passages(document, letter):
            assert document.text[passage.start : passage.end] == passage.text == passage.text.strip()
            assert len(passage.text) <= MOST
            left_out = document.text[at : passage.start].split()
            assert len(left_out) <= 16, left_out  # nothing but a running header
            at = passage.end
        assert not document.text[at : letter.end].strip()


def test_a_running_header_is_in_no_passage() -> None:
    labelled = next(each for each in LABELLED_DOCUMENTS if each.name.startswith("lopende-kop"))
    document = labelled.document
    [letter] = find_letters(document)
    texts = [passage.text for passage in find_passages(document, letter)]
    assert sum("3 mei 2024" in text for text in texts) == 1
    assert sum("Onze referentie" in text for text in texts) == 1
    assert not any("Pagina 2" in text for text in texts)


def test_the_head_is_one_passage_and_heads_nothing() -> None:
    text = f"Aan: de raad\nDatum: 3 mei 2024\nKenmerk: A-1\nOnderwerp: plan\n\n{BODY}"
    first, *rest = passages(text)
    assert first.text == "Aan: de raad\nDatum: 3 mei 2024\nKenmerk: A-1\nOnderwerp: plan"
    assert {each.heading for each in [first, *rest]} == {""}


def test_a_heading_stands_with_its_text_and_above_what_follows() -> None:
    costs = f"Wat het kost\n\n{BODY} geld\n\n{BODY} later"
    text = f"Titel van de notitie\n\n{BODY}\n\n{costs}\n\nWie het doet\n\n{BODY} mensen"
    found = headings(text)
    assert (found["geld"], found["later"], found["mensen"]) == ("Wat het kost", "Wat het kost", "Wie het doet")
    assert any(passage.text.startswith("Wat het kost\n\nDeze zin") for passage in passages(text))


def test_headings_without_blank_lines_around_them() -> None:
    text = f"Titel\n\n{PROSE.strip()}\nWat het kost\n{PROSE.strip()}\nWie het doet\n{PROSE.strip()}"
    assert [passage.heading for passage in passages(text)][-2:] == ["Wat het kost", "Wie het doet"]


def test_a_broken_line_is_no_heading() -> None:
    text = (
        "Titel\n\n"
        + "De scholen werken samen met de raad van Zwolle en ook met\nAmsterdam, Rotterdam en Utrecht aan dit plan.\n"
        * 4
    )
    assert {passage.heading for passage in passages(text)} <= {"", "Titel"}


def test_a_marked_heading_needs_no_blank_line() -> None:
    text = f"{BODY}\nKosten\n{BODY}"
    at = text.index("Kosten")
    document = Document("0" * 64, "brief.docx", "", text, (0,), ((at, at + 6),))
    [letter] = find_letters(document)
    assert [passage.heading for passage in find_passages(document, letter)] == ["", "Kosten"]


def test_a_list_that_runs_on_keeps_its_lead_in() -> None:
    items = "\n".join(f"- punt {n}: {SENTENCE.strip()}" for n in range(20))
    found = passages(f"Plannen\n\nDit gaan wij doen:\n\n{items}")
    assert len(found) > 2
    assert found[0].text.startswith("Plannen\n\nDit gaan wij doen:\n\n- punt 0")
    assert all(passage.heading.endswith("Dit gaan wij doen:") for passage in found[1:])
    assert all(passage.text.startswith("- punt") for passage in found[1:])


def test_an_item_that_wraps_stays_whole() -> None:
    items = "\n".join(f"- punt {n} begint hier en loopt daarna\n  door op een tweede regel van {n}" for n in range(14))
    for passage in passages(f"Dit gaan wij doen:\n{items}"):
        last = passage.text.splitlines()[-1].split()
        assert last[0] == "door"


def test_a_short_paragraph_joins_the_next() -> None:
    assert len(passages(f"Dank voor uw brief.\n\n{BODY}")) == 1


def test_long_text_is_cut_between_sentences() -> None:
    found = passages((SENTENCE * 30).strip())
    assert len(found) > 3
    assert all(passage.text.endswith(".") and len(passage.text) <= MOST for passage in found)


def test_a_sentence_stays_whole_up_to_a_limit() -> None:
    text = ("woord " * 180).strip() + "."
    assert MOST < len(text) < LONGEST_SENTENCE
    assert len(passages(text)) == 1


@pytest.mark.parametrize("mark", ["; ", ", ", " "])
def test_a_very_long_sentence_is_cut_where_it_pauses(mark: str) -> None:
    text = mark.join(["een stuk van een heel lange zin"] * 80) + "."
    found = passages(text)
    assert len(found) > 2
    assert all(len(passage.text) <= MOST for passage in found)
    assert all(passage.text.endswith(mark.strip()) for passage in found[:-1])
    assert " ".join(passage.text for passage in found).split() == text.split()


def test_a_word_without_end_is_cut_too() -> None:
    assert all(len(passage.text) <= LONGEST_SENTENCE for passage in passages("x" * 5000))


def test_the_context_has_the_letters_data_and_never_the_text() -> None:
    document = Document(
        "0" * 64, "b.txt", "", f"Aan: de raad\nVan: VNG\nDatum: 3 mei 2024\nKenmerk: A-1\nOnderwerp: plan\n\n{BODY}"
    )
    [letter] = find_letters(document)
    last = find_passages(document, letter)[-1]
    assert context_line(letter, last) == "brief · plan · VNG · de raad · 3 mei 2024 · A-1"
    assert "VNG" not in last.text


def test_ids_count_along_in_a_letter() -> None:
    found = passages((SENTENCE * 30).strip())
    assert [passage.id for passage in found] == [f"{'0' * 16}-1-{n:03}" for n in range(1, len(found) + 1)]


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Ja.", ["Ja."]),
        ("Ja. Nee. Misschien.", ["Ja. Nee. Misschien."]),
        (f"Ja. {SENTENCE}Nee.", [f"Ja. {SENTENCE}Nee."]),
        (SENTENCE * 2, [SENTENCE.strip()] * 2),
        (f"{SENTENCE}Ja. Nee. {SENTENCE}", [SENTENCE.strip(), f"Ja. Nee. {SENTENCE.strip()}"]),
        ("zonder punt " * 20, [("zonder punt " * 20).strip()]),
        ("", []),
    ],
)
def test_windows_are_whole_sentences_of_some_length(text: str, windows: list[str]) -> None:
    assert sentence_windows(text) == windows


@given(
    st.lists(st.sampled_from([SENTENCE, "Ja. ", "Nee!\n", "- punt\n", "art. 3 ", "x" * 90, "\n\n", " "])).map("".join)
)
def test_windows_follow_each_other_and_leave_no_words_out(text: str) -> None:
    spans = window_spans(text)
    assert [text[start:end] for start, end in spans] == sentence_windows(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
    assert all(end - start >= 60 for start, end in spans) or len(spans) == 1


BLOCKS = st.sampled_from(
    [
        SENTENCE,
        "Een kop\n",
        "\n",
        "\n\n",
        "- een punt\n",
        "1. een punt dat\n   doorloopt\n",
        "Datum: 3 mei 2024\n",
        "Kenmerk: A-1\n",
        "Aan: Jan\n",
        "Geachte heer Bos,\n",
        "Hoogachtend,\n",
        "Bijlage 1: plan\n",
        "y" * 800,
        "nota\n",
        "Wat is dit?\n",
        "Pagina 2 van 3\n",
    ]
)


@given(st.lists(BLOCKS, max_size=40).map("".join))
def test_passages_are_ordered_disjoint_and_inside_their_letter(text: str) -> None:
    document = Document("0" * 64, "brief.txt", "text/plain", text)
    at = 0
    for letter in find_letters(document):
        assert at <= letter.start < letter.end <= len(text)
        assert not text[at : letter.start].strip()
        at = letter.end
        inside = letter.start
        for passage in find_passages(document, letter):
            assert inside <= passage.start < passage.end <= letter.end
            assert text[passage.start : passage.end] == passage.text
            assert len(passage.text) <= LONGEST_SENTENCE
            inside = passage.end
        assert all(letter.start <= start < end <= letter.end for start, end in letter.spans.values())
    assert not text[at:].strip()


def test_strips_are_no_part_of_the_text_beside_them() -> None:
    address = "Postbus 1, 2500 AA Den Haag T 070 123 45 67 www.voorbeeld.nl"
    strip = "Ik kom wel / niet naar de opening van het zwembad op dinsdag 3 maart.\nNaam: ..........................."
    request = "Bij beantwoording graag datum en kenmerk vermelden."
    parts = (
        "Geachte ouders,\n\nDe zwemles is om 9 uur.",
        address,
        "Meer leest u in de bijlage.\n\nMet groet,\nAnja Smit",
        strip,
    )
    first, *others = parts
    text = "\n\n".join((first, f"{request}\n{others[0]}", *others[1:]))
    assert [passage.text for passage in passages(text)] == list(parts)
