"""What a model reads at once, and texts that are longer: nothing is cut off without being said."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from index.errors import SettingsError, StoreError
from index.models.embed import Embedder, prompt_for
from index.models.parts import TooNarrowError, beginning, counter, in_parts
from index.run.report import IndexReport
from index.run.run import forget_paths, index_paths
from index.search.library import open_library
from index.settings import Settings
from tests.support.embedders import make_embedder, make_transformer
from ui.cli.doctor import examine
from ui.cli.print_answers import print_report, too_long

pytestmark = pytest.mark.slow

LETTER = """Van: Stichting Waterkant
Datum: 3 mei 2024

De zwemles begint voortaan op maandag om negen uur in het bad aan de Havenstraat. Elke leerling neemt een badmuts mee.
"""
SHORT = "De les.\n"


def transformer(folder: Path, **options: Any) -> Embedder:
    return Embedder(str(make_transformer(folder / "model", **options)))


def indexed(tmp_path: Path, **options: Any) -> tuple[IndexReport, Settings]:
    letters = tmp_path / "brieven"
    letters.mkdir()
    (letters / "lang.txt").write_text(LETTER)
    (letters / "kort.txt").write_text(SHORT)
    name = str(make_transformer(tmp_path / "model", **options))
    settings = Settings(data=tmp_path / "data", embedder=name)
    return index_paths([letters], settings=settings), settings


def printed(report: IndexReport) -> str:
    console = Console(width=1000)
    with console.capture() as capture:
        print_report(console, report)
    return capture.get()


def length(settings: Settings) -> str:
    return next((finding.found for finding in examine(settings) if finding.what == "Lengte"), "")


@pytest.mark.parametrize(
    ("options", "most"),
    [
        ({"longest": 16}, 16),
        ({"longest": None}, 64),
        ({"longest": 512}, 64),
        ({"longest": None, "kind": "roberta"}, 64),
    ],
)
def test_how_much_is_read_at_once_is_what_the_model_says_and_has_places_for(
    options: dict[str, Any], most: int, tmp_path: Path
) -> None:
    embedder = transformer(tmp_path, **options)
    assert embedder.most == most
    assert np.isfinite(embedder.passages(["school " * 40])).all()


def test_a_model_without_a_limit_reads_everything(tiny: str) -> None:
    embedder = Embedder(tiny)
    assert embedder.most is None
    assert embedder.beginning("lang " * 5000) == "lang " * 5000


@pytest.mark.embedder
def test_the_packaged_encoder_says_its_own_limit(encoder: Embedder) -> None:
    assert encoder.most == 512
    most = " ".join(["school"] * 508)  # its prompt and its own marks are read as well
    assert encoder.beginning(most) == most == encoder.beginning(f"{most} school")


def test_pieces_are_counted_as_the_model_reads_them_and_not_cut_off(tmp_path: Path) -> None:
    model = transformer(tmp_path, longest=16)._load()
    model.tokenizer.add_tokens(["zwembad"])
    count = counter(model)
    model.encode(["lang " * 40])  # sets the model's own tokenizer to cut off
    for text, pieces in (("", 2), ("aap", 5), ("lang " * 40, 162), ("zwembad aap", 6), ("[SEP] aap", 6)):
        assert count(text) == pieces == len(model.tokenizer(text, truncation=False)["input_ids"])
    assert count("aap", "noot") == 10


def test_pieces_are_counted_by_a_tokenizer_without_a_backend_too() -> None:
    def tokenizer(*texts: str, truncation: bool, verbose: bool) -> dict[str, list[str]]:
        assert not truncation
        return {"input_ids": " ".join(texts).split()}

    count = counter(SimpleNamespace(tokenizer=tokenizer))
    assert (count("een twee"), count("een", "twee drie")) == (2, 3)


def test_the_end_of_a_long_text_counts(tmp_path: Path) -> None:
    embedder = transformer(tmp_path, longest=16)
    text = "de school is open op maandag en ook op dinsdag en woensdag"
    for embed in (embedder.query, lambda each: embedder.passages([each])[0]):
        vector = embed(text)
        assert (vector != embed(text.replace("woensdag", "zaterdag"))).any()
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_long_text_is_the_mean_of_its_parts_and_does_not_change_its_neighbours(tmp_path: Path) -> None:
    embedder = transformer(tmp_path, longest=16)
    parts = in_parts("aap noot mies. wim zus jet", lambda part: len(part.replace(" ", "")) + 2 <= 16)
    assert parts == ["aap noot mies.", "wim zus jet"]
    rows = embedder.passages(["kort", "aap noot mies. wim zus jet", *parts])
    mean = (rows[2] + rows[3]) / 2
    assert rows[1] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)
    assert (rows[0] == embedder.passages(["kort"])[0]).all()


def test_a_prompt_takes_its_part_of_what_is_read(tmp_path: Path) -> None:
    embedder = transformer(tmp_path, longest=16, prompts={"document": "passage: "})
    assert embedder.beginning("aap no") == "aap no"
    assert embedder.beginning("aap noot") == "aap"
    with pytest.raises(SettingsError, match="Kies een ander model"):
        transformer(tmp_path / "narrow", longest=10, prompts={"query": "zoekvraag: "}).query("x")


@given(st.text(), st.integers(1, 30))
def test_parts_fit_and_hold_all_words(text: str, most: int) -> None:
    parts = in_parts(text, lambda part: len(part) <= most)
    assert all(len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    first = beginning(text, lambda part: len(part) <= most)
    assert len(first) <= most
    assert "".join(text.split()).startswith("".join(first.split()))


def test_where_not_one_character_fits_that_is_a_fault() -> None:
    for cut in (in_parts, beginning):
        with pytest.raises(TooNarrowError):
            cut("ab", lambda part: not part)


def test_an_index_run_and_the_doctor_say_how_many_passages_are_too_long(tmp_path: Path) -> None:
    report, settings = indexed(tmp_path, longest=64)
    assert (report.most, report.too_long) == (64, 2)
    said = "2 van 3 passages zijn langer dan de 64 woorddelen die dit model tegelijk leest."
    assert said in printed(report)
    assert said in length(settings)
    again = index_paths([tmp_path / "brieven"], settings=settings)
    assert (again.embedded, again.too_long) == (0, 2)
    assert said not in printed(again)
    forget_paths([tmp_path / "brieven" / "lang.txt"], settings=settings)
    assert length(settings) == "elke passage past in de 64 woorddelen die dit model tegelijk leest"


def test_another_model_is_counted_anew(tmp_path: Path) -> None:
    report, settings = indexed(tmp_path, longest=16)
    assert (report.most, report.too_long) == (16, 2)
    wide = settings.model_copy(update={"embedder": str(make_embedder(tmp_path / "wide"))})
    report = index_paths([tmp_path / "brieven"], settings=wide)
    assert (report.most, report.too_long, length(wide)) == (None, 0, "")


def test_what_a_short_model_cannot_read_at_once_is_found_all_the_same(tmp_path: Path) -> None:
    _, settings = indexed(tmp_path, longest=16)
    library = open_library(settings, without=("grams", "parts", "letters"))
    assert library.search("Elke leerling neemt een badmuts mee.", k=1)


def test_what_is_said_of_most_passages_has_advice() -> None:
    assert too_long(16, 3, of=4).endswith("zoekt beter.")
    assert "3 van 4 passages zijn langer dan de 16 woorddelen" in too_long(16, 3, of=4)
    assert too_long(16, 1, of=4).startswith("1 van 4 passages is langer")
    assert "zoekt beter" not in too_long(16, 1, of=4)


def test_a_model_that_shortens_its_vectors_gives_unit_vectors_of_that_length(tmp_path: Path) -> None:
    embedder = transformer(tmp_path, truncate=8)
    assert embedder.dimension == 8
    assert embedder.passages(["school", "de school is open op maandag en ook op dinsdag"]).shape == (2, 8)
    assert np.linalg.norm(embedder.query("school")) == pytest.approx(1, abs=1e-5)


def test_a_model_of_another_dimension_in_the_same_folder_is_a_clear_fault_until_the_index_is_made_anew(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "brief.txt").write_text(LETTER)
    settings = settings.model_copy(update={"embedder": str(make_embedder(tmp_path / "eigen"))})
    index_paths([tmp_path / "brief.txt"], settings=settings)
    make_embedder(tmp_path / "eigen", dimension=16)
    with pytest.raises(StoreError, match=r"is veranderd sinds .* `briefwijzer index`"):
        open_library(settings)
    index_paths([tmp_path / "brief.txt"], settings=settings)
    assert open_library(settings).search("zwemles")


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("query", "search_query"),
        ("document", "search_document"),
        ("query", "retrieval.query"),
        ("document", "retrieval.passage"),
        ("query", "s2p_query"),
        ("document", "Retrieval-document"),
    ],
)
def test_prompts_for_searching_are_known_by_other_names_too(task: str, name: str) -> None:
    prompts = {"classification": "c: ", "query_of_a_table": "t: ", name: "goed: "}
    assert prompt_for(task, prompts, name="model") == "goed: "
    assert prompt_for("query" if task == "document" else "document", prompts, name="model") is None


@pytest.mark.parametrize("where", ["modules.json", "config.json"])
def test_code_that_comes_with_a_model_is_not_run(where: str, tmp_path: Path) -> None:
    folder = make_transformer(tmp_path / "model")
    path = next(folder.rglob(where)) if where == "config.json" else folder / where
    said = json.loads(path.read_text())
    if where == "modules.json":
        said[0]["type"] = "eigen.Module"
    else:
        said |= {"model_type": "eigen", "auto_map": {"AutoConfig": "eigen.Config", "AutoModel": "eigen.Model"}}
    path.write_text(json.dumps(said))
    (path.parent / "eigen.py").write_text(f"open({str(tmp_path / 'gedraaid')!r}, 'w')")
    with pytest.raises(SettingsError, match="draait geen code die met een model meekomt") as caught:
        Embedder(str(folder)).load()
    assert "BRIEFWIJZER_EMBEDDER" in caught.value.help
    assert not (tmp_path / "gedraaid").exists()
