"""The gloss lexicon: its file, words of one's own before it, and an index that was made with other words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from index.dutch.lexicon import LEXICON, open_glosser, read_lexicon, term_of
from index.dutch.word_lists import read_rows
from index.errors import SettingsError, StoreError
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from tests.support import sample_letters
from tests.support.embedders import make_dutch_embedder, make_english_embedder

LINES = ["\t".join(row) for row in read_rows(LEXICON)]


def test_every_line_has_two_columns() -> None:
    assert len(LINES) > 15_000
    for line in LINES:
        dutch, tab, english = line.partition("\t")
        assert tab, line
        assert "\t" not in english, line
        assert dutch == dutch.strip() == dutch.lower() != "", line
        assert english == " ".join(english.split()) == english.lower() != "", line


def test_no_word_stands_twice_and_the_file_is_sorted() -> None:
    dutch = [line.partition("\t")[0] for line in LINES]
    assert [term for term, times in Counter(map(term_of, dutch)).items() if times > 1] == []
    assert dutch == sorted(dutch)


def test_every_entry_is_reached_by_its_own_words() -> None:
    glosser, _ = open_glosser()
    entries = read_lexicon(LEXICON)
    assert len(entries) == len(LINES)
    assert [dutch for dutch, english in entries.items() if glosser.gloss(dutch) != english] == []


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_words_of_ones_own_go_before_ours(tmp_path: Path) -> None:
    own = write(
        tmp_path / "eigen.tsv", "\ufeff# van ons", "", "Frummel\tgadget", "De  School\tour academy", "zorg\tworry"
    )
    ours, name = open_glosser()
    glosser, other = open_glosser(own)
    assert other != name
    assert glosser.gloss("frummels in de school") == "gadget in our academy"
    assert glosser.gloss("Zorg") == "worry" != ours.gloss("zorg")
    assert glosser.gloss("leerling") == ours.gloss("leerling"), "ours is still there"
    assert open_glosser(own) == (glosser, other)


def test_what_changes_nothing_has_the_same_name(tmp_path: Path) -> None:
    assert open_glosser(write(tmp_path / "leeg.tsv", "# niets"))[1] == open_glosser()[1]
    one, two = (write(tmp_path / name, "frummel\tgadget", *rest) for name, rest in (("a", ()), ("b", ("# meer", ""))))
    assert open_glosser(one)[1] == open_glosser(two)[1]
    assert open_glosser(one)[1] != open_glosser(write(tmp_path / "c", "frummel\twidget"))[1]


def test_the_first_of_two_lines_counts(tmp_path: Path) -> None:
    assert read_lexicon(write(tmp_path / "x", "één\tone", "een\ta")) == {"een": "one"}


@pytest.mark.parametrize("line", ["frummel", "frummel gadget", "\tgadget", "frummel\t", "frummel\t  ", "?!\tgadget"])
def test_a_line_that_is_no_entry_is_named(line: str, tmp_path: Path) -> None:
    bad = write(tmp_path / "eigen.tsv", "zorg\tcare", line)
    with pytest.raises(SettingsError, match=r"regel 2 van .*eigen\.tsv ontbreekt een woord") as fault:
        open_glosser(bad)
    assert "een tab, en het Engels" in fault.value.help


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, lambda path: path.write_bytes(b"caf\xe9\tpub")])
def test_a_file_that_cannot_be_read_is_named(make: type, tmp_path: Path) -> None:
    make(tmp_path / "eigen.tsv")
    with pytest.raises(SettingsError, match=r"eigen\.tsv kan niet worden gelezen") as fault:
        open_glosser(tmp_path / "eigen.tsv")
    assert "BRIEFWIJZER_LEXICON" in fault.value.help


def test_the_setting_is_read_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFWIJZER_LEXICON", str(tmp_path / "weg.tsv"))
    settings = Settings(data=tmp_path / "data")
    assert settings.lexicon == tmp_path / "weg.tsv"
    with pytest.raises(SettingsError, match=re.escape(str(tmp_path / "weg.tsv"))):
        index_paths([sample_letters.write_letters(tmp_path / "brieven", 1)], settings=settings)


def test_a_glossed_index_is_made_anew_when_the_words_change(tmp_path: Path) -> None:
    folder = sample_letters.write_letters(tmp_path / "brieven", 3)
    (folder / "frummel.txt").write_text("Een frummel is gratis voor alle ouders in de stad.", encoding="utf-8")
    before = Settings(data=tmp_path / "data", embedder=str(make_english_embedder(tmp_path / "model")))
    passages = index_paths([folder], settings=before).embedded
    own = write(tmp_path / "eigen.tsv", "frummel\tbridge permit")
    after = before.model_copy(update={"lexicon": own})
    with pytest.raises(StoreError, match=r"De woordenlijst is veranderd.*briefwijzer index"):
        open_library(after)
    assert open_library(before).search("frummel"), "the old words still fit"
    report = index_paths([folder], settings=after)
    assert report.embedded == passages
    assert {file.status for file in report.files} == {"unchanged"}
    assert index_paths([folder], settings=after).embedded == 0
    fresh = after.model_copy(update={"data": tmp_path / "vers"})
    index_paths([folder], settings=fresh)
    question = "Is there a bridge permit?"
    assert open_library(after).search(question) == open_library(fresh).search(question)
    assert "frummel" in open_library(after).search(question)[0].passage.text
    with pytest.raises(StoreError, match="De woordenlijst is veranderd"):
        open_library(before)
    # another word in the same file
    write(own, "frummel\tswimming lesson")
    assert index_paths([folder], settings=after).embedded == passages
    assert "frummel" in open_library(after).search("Is there a swimming lesson?")[0].passage.text


def test_an_index_that_is_read_in_dutch_stays_and_its_words_are_searched_anew(tmp_path: Path) -> None:
    folder = sample_letters.write_letters(tmp_path / "brieven", 2)
    (folder / "frummel.txt").write_text("Een frummel is gratis voor alle ouders in de stad.", encoding="utf-8")
    before = Settings(data=tmp_path / "data", embedder=str(make_dutch_embedder(tmp_path / "model")))
    index_paths([folder], settings=before)
    after = before.model_copy(update={"lexicon": write(tmp_path / "eigen.tsv", "frummel\tbridge permit")})
    assert index_paths([folder], settings=after).embedded == 0
    question = "Is there a bridge permit?"
    hit = open_library(after).search(question)[0]
    assert "frummel" in hit.passage.text
    assert open_library(before).search(question)[0].score < hit.score
