"""The word lists as data: what a line has, that no word stands twice, and that each list is described and used."""

from __future__ import annotations

import ast

import pytest

from index.dutch.dates import MONTHS, SEASONS, WEEKDAYS
from index.dutch.number_words import COUNTED, SCALES, number_words
from index.dutch.word_lists import LISTS, kinds, listed, read_rows, rows
from index.dutch.words import fold
from tests.support.paths import ROOT

COLUMNS = {
    "claims/antonyms.tsv": (3, 4),
    "claims/bounds.tsv": (2, 2),
    "claims/directions.tsv": (2, 2),
    "claims/english.tsv": (2, 2),
    "foreign/names.tsv": (4, 4),
    "foreign/negations.tsv": (3, 3),
    "foreign/opposites.tsv": (4, 4),
    "foreign/words.tsv": (4, 4),
    "claims/modality.tsv": (2, 3),
    "claims/negative_words.tsv": (3, 3),
    "claims/plain_words.tsv": (3, 3),
    "claims/not_negations.tsv": (3, 3),
    "claims/quantity.tsv": (2, 3),
    "claims/speech.tsv": (2, 3),
    "claims/statement_words.tsv": (2, 2),
    "grammar/asked_for.tsv": (3, 3),
    "grammar/calendar.tsv": (3, 3),
    "grammar/light_words.tsv": (2, 2),
    "grammar/numbers.tsv": (2, 2),
    "grammar/units.tsv": (3, 3),
    "grammar/conjunctions.tsv": (2, 2),
    "grammar/prepositions.tsv": (2, 2),
    "grammar/hedges.tsv": (2, 2),
    "grammar/periods.tsv": (3, 3),
    "grammar/plurals_of_verbs.tsv": (2, 2),
    "grammar/requests.tsv": (3, 3),
    "grammar/pronouns.tsv": (2, 2),
    "question_words.tsv": (2, 2),
    "advice.tsv": (2, 2),
    "distress.tsv": (3, 3),
    "small_talk.tsv": (3, 3),
    "grammar/verbs.tsv": (2, 2),
    "grammar/written_short.tsv": (3, 3),
    "letters/addressed.tsv": (2, 2),
    "letters/addresses.tsv": (2, 2),
    "letters/asked_about.tsv": (3, 3),
    "letters/before_names.tsv": (2, 2),
    "letters/functions.tsv": (2, 2),
    "letters/kinds.tsv": (3, 3),
    "letters/labels.tsv": (3, 3),
    "letters/line_words.tsv": (2, 2),
    "letters/organisations.tsv": (2, 2),
    "letters/signatures.tsv": (2, 2),
    "reading/hyphens.tsv": (2, 2),
    "personal.tsv": (2, 2),
    "probe.tsv": (2, 2),
    "synonyms.tsv": (4, 4),
}
LEVELS = {
    "claims/antonyms.tsv": (2, "verb noun adjective adverb determiner preposition"),
    "claims/bounds.tsv": (1, "at_most at_least about before after until from"),
    "claims/directions.tsv": (1, "up down pro con"),
    "foreign/names.tsv": (1, "same word title place"),
    "foreign/negations.tsv": (1, "none bound negation without denies hints"),
    "foreign/opposites.tsv": (2, "for against neither"),
    "foreign/words.tsv": (1, "number one scale ordinal phrase unit time month percent from to half link"),
    "claims/modality.tsv": (
        1,
        "possible considered proposed recommended intended future needed required decided hedge",
    ),
    "claims/negative_words.tsv": (2, "negator negative_verb negative_noun negative_adjective exception"),
    "claims/plain_words.tsv": (2, "verb noun adjective adverb"),
    "claims/not_negations.tsv": (1, "none both only all possible bound_at_most bound_at_least"),
    "claims/quantity.tsv": (1, "none few many nearly_all all only"),
    "claims/speech.tsv": (1, "says opinion own_voice"),
    "claims/statement_words.tsv": (1, "light recurs general"),
    "grammar/asked_for.tsv": (1, "contact amount number date moment person place reason definition"),
    "grammar/calendar.tsv": (1, "weekday month month_short month_english season"),
    "grammar/light_words.tsv": (1, "denial addition"),
    "grammar/conjunctions.tsv": (1, "opens joins subordinate reason relative"),
    "grammar/prepositions.tsv": (1, "phrase governs"),
    "grammar/periods.tsv": (
        1,
        "before before_or_for until through after since in between and from to difference behind_before behind_after "
        "behind_since behind_between before_clause until_clause after_clause when_clause year of now relative",
    ),
    "grammar/requests.tsv": (1, "wish tell teller asks whether"),
    "grammar/units.tsv": (1, "time money share length area times"),
    "question_words.tsv": (1, "asks frames"),
    "grammar/pronouns.tsv": (1, "leans thing person letter"),
    "grammar/verbs.tsv": (1, "clause question whether modal past passive"),
    "personal.tsv": (
        1,
        "owner mine kin kins parent title self perhaps together named closing greeting label no_name birth bound lives "
        "number reference",
    ),
    "grammar/written_short.tsv": (1, "word unit"),
    "letters/addressed.tsv": (1, "salutation group both"),
    "letters/addresses.tsv": (1, "to person to_person delivery street street_ending sender sender_part"),
    "letters/before_names.tsv": (1, "member office body article"),
    "letters/asked_about.tsv": (
        1,
        "letter letters questions text sender recipient date reference signature title who when which party period "
        "occasion made signed received asked newest oldest many all there to by about mentions in collection plain",
    ),
    "letters/functions.tsv": (1, "whole part"),
    "letters/kinds.tsv": (2, "weak numbered -"),
    "letters/labels.tsv": (1, "recipient sender date reference title attachments signature none"),
    "letters/line_words.tsv": (1, "banner salutation closing agreed decided page page_edge no_number"),
    "letters/organisations.tsv": (1, "word ending both subject department public joining"),
    "letters/signatures.tsv": (1, "office below mark private everyone opens_name"),
    "reading/hyphens.tsv": (1, "suspends keeps"),
}
OF_LANGUAGES = {
    "grammar/asked_for.tsv", "grammar/periods.tsv", "grammar/requests.tsv", "letters/asked_about.tsv",
    "advice.tsv", "distress.tsv", "small_talk.tsv",
    *(name for name in COLUMNS if name.startswith("foreign/")),
}  # fmt: skip
WITH_CAPITALS = {"probe.tsv", "synonyms.tsv"}
"""Lists that have tests of their own."""
PLAIN = {
    "abbreviations.txt", "instructions.txt", "stop_words.txt",
    "claims/agents.txt", "claims/english_stop_words.txt",
    "claims/frame_words.txt", "claims/on_words.txt", "letters/name_particles.txt",
    "letters/parties.txt",
    "letters/titles_of_people.txt", "reading/letter_pairs.txt", "reading/open_words.txt", "reading/title_styles.txt",
    "grammar/dutch_openings.txt", "grammar/separable_particles.txt", "letters/words_about_letters.txt",
    "claims/letters_and_writers.txt", "claims/saying.txt", "claims/shares.txt",
    "grammar/look_alikes.txt", "grammar/verb_prefixes.txt",
    "grammar/numbered_things.txt", "grammar/determiners.txt", "letters/office_words.txt",
}  # fmt: skip
"""Lists without columns."""
PHRASES = {"instructions.txt", "claims/shares.txt"}
"""Of these a line is one entry, though it has several words."""


@pytest.mark.parametrize("name", COLUMNS)
def test_every_line_has_its_columns(name):
    fewest, most = COLUMNS[name]
    wrong = [row for row in rows(name) if not fewest <= len(row) <= most or not row[0]]
    assert wrong == []
    assert [row for row in rows(name) if any(cell != cell.strip() for cell in row)] == []


@pytest.mark.parametrize("name", LEVELS)
def test_every_line_has_a_level_that_is_known(name):
    column, known = LEVELS[name]
    assert {each for row in rows(name) for each in row[column].split()} <= set(known.split())


@pytest.mark.parametrize("name", sorted(set(COLUMNS) - OF_LANGUAGES - WITH_CAPITALS))
def test_no_word_stands_twice_and_all_are_lower_case(name):
    words = [row[0] for row in rows(name)]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert [word for word in words if word != word.lower()] == []


@pytest.mark.parametrize("name", sorted(PLAIN - {"abbreviations.txt", "instructions.txt"}))
def test_words_of_a_plain_list_are_folded_as_texts_are(name):
    assert [word for word in listed(name) if word != fold(word)] == []


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_no_word_of_a_plain_list_stands_twice(name):
    lines = [word for (line,) in rows(name) for word in ([line] if name in PHRASES else line.split())]
    assert sorted({word for word in lines if lines.count(word) > 1}) == []


@pytest.mark.parametrize("name", sorted(OF_LANGUAGES))
def test_languages_are_those_that_are_answered(name):
    assert {row[0] for row in rows(name)} <= {"nl", "en", "de", "fr", "tr", "ar", "uk", "pl"}


def test_no_word_asks_about_letters_in_two_ways():
    said = [(language, fold(form)) for language, _, forms in rows("letters/asked_about.tsv") for form in forms.split()]
    assert sorted({each for each in said if said.count(each) > 1}) == []


def test_no_word_is_its_own_opposite():
    pairs = [{word, other} for word, others, *_ in rows("claims/antonyms.tsv") for other in others.split("; ")]
    assert [pair for pair in pairs if len(pair) == 1] == []


def test_every_list_is_described_and_read_somewhere():
    there = {path.relative_to(LISTS).as_posix() for path in LISTS.rglob("*.t*")}
    assert there == set(COLUMNS) | PLAIN
    described = (ROOT / "docs" / "check-data.md").read_text(encoding="utf-8")
    assert [name for name in sorted(there) if f"`{name}`" not in described] == []
    code = "\n".join(
        path.read_text(encoding="utf-8") for package in ("index", "qa") for path in (ROOT / package).rglob("*.py")
    )
    assert [name for name in sorted(there) if f'"{name}"' not in code] == []


def test_a_list_is_read_without_its_comments(tmp_path):
    path = tmp_path / "lijst.tsv"
    path.write_text("# woord\tsoort\n\nbrug\tding\ngaan\tdoen\n", encoding="utf-8")
    assert read_rows(path) == (("brug", "ding"), ("gaan", "doen"))


def test_words_by_kind_and_words_alone():
    assert kinds("grammar/calendar.tsv", "season") == set(SEASONS)
    assert {"hebben", "vinden"} <= kinds("grammar/light_words.tsv", "denial")
    assert kinds("grammar/verbs.tsv", "past", "modal") == kinds("grammar/verbs.tsv", "past") | {
        *"mag mogen kan kunnen moet moeten wil willen zal zullen gaat gaan".split()
    }
    assert {"de", "het", "een"} <= listed("stop_words.txt")


def test_the_calendar():
    assert (len(WEEKDAYS), MONTHS[0], MONTHS[-1], len(MONTHS)) == (7, "januari", "december", 12)
    assert SEASONS["lente"] == SEASONS["voorjaar"] != SEASONS["herfst"] == SEASONS["najaar"]


def test_number_words_are_made_by_the_rules_of_the_language():
    made = number_words()
    assert (made["tweeëntwintig"], made["eenendertig"], made["dertienhonderd"]) == ("22", "31", "1300")
    assert (made["derde"], made["achtste"], made["twintigste"], made["anderhalf"]) == ("3", "8", "20", "1,5")
    assert "een" not in made
    assert (COUNTED["twee"], COUNTED["twintig"], len(COUNTED)) == (2, 20, 19)
    assert SCALES == {"duizend": 10**3, "ton": 10**5, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9}


LONGEST = 20
"""Words that a collection in code may have: what is longer is a list, and lists are data."""


def test_no_list_of_words_stands_in_code():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in ("index", "qa")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and isinstance(node.func.value, ast.Constant)
        and len(str(node.func.value.value).split()) > LONGEST
    ]
    assert found == []
