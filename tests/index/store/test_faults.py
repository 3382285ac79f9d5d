"""What goes wrong with the stores is told by its cause, each with a next step: on a full disk, without rights, beside a
program that writes, and with a catalog of which bytes were overwritten, which a backup takes the place of.
"""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from index.errors import StoreError
from index.run.restore import restore_catalog
from index.run.run import forget_paths, index_paths
from index.search.library import open_library
from index.settings import Settings
from index.store.backups import backups
from index.store.catalog.connection import has_catalog, open_catalog
from index.store.catalog.meta import read_meta, write_meta
from index.store.data_folder import loose
from index.store.exchanges import Exchange, find_exchanges, keep_exchange
from index.store.faults import store_fault
from tests.support import sample_letters

pytestmark = pytest.mark.slow
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample_letters.write_letters(tmp_path / "brieven", 2)


@contextmanager
def nobody() -> Iterator[None]:
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def test_a_full_disk(tmp_path: Path) -> None:
    small = tmp_path / "vol"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", small]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        settings = Settings(data=small / "data")
        engine = open_catalog(settings)
        with pytest.raises(StoreError) as caught:
            write_meta(engine, {"a": "x" * 1_000_000})
        engine.dispose()
        assert "De schijf is vol" in caught.value.message
        assert str(small) in caught.value.help
        assert read_meta(open_catalog(settings)) == {}
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def test_without_rights_to_write_or_to_read() -> None:
    with TemporaryDirectory() as folder:  # above pytest's own folders others may not come
        Path(folder).chmod(0o755)
        settings = Settings(data=Path(folder) / "data")
        open_catalog(settings).dispose()
        settings.data.chmod(0o755)
        (settings.data / "catalog.sqlite").chmod(0o644)
        with nobody(), pytest.raises(StoreError) as caught:
            open_catalog(settings)
        assert "mag niet schrijven" in caught.value.message
        assert "schrijfrechten op de gegevensmap" in caught.value.help
        (settings.data / "catalog.sqlite").chmod(0o600)
        with nobody(), pytest.raises(StoreError, match="mag niet lezen"):
            open_catalog(settings)
        settings.data.chmod(0o700)
        for look in (open_catalog, has_catalog):
            with nobody(), pytest.raises(StoreError, match="mag niet lezen"):
                look(settings)


def test_a_file_that_another_process_holds(settings: Settings) -> None:
    open_catalog(settings).dispose()
    file = settings.data / "catalog.sqlite"
    holds = "import sqlite3, sys; held = sqlite3.connect(sys.argv[1], isolation_level=None); "
    holds += "held.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with closing(sqlite3.connect(file, timeout=0)) as connection, pytest.raises(sqlite3.OperationalError) as caught:
            connection.execute("DELETE FROM meta")
        other.communicate()
    said = store_fault(caught.value, what="De catalogus", where=file, damaged="")
    assert "is bezet: een ander programma schrijft erin" in said.message
    assert "Wacht tot dat klaar is" in said.help


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Query error: Database error: (code: 13) database or disk is full.", "De schijf is vol"),
        ("Database error: error returned from database: (code: 11) database disk image is malformed", "beschadigd"),
        ("(code: 1) no such column: collections.topic", "een andere versie"),
        ("iets anders", "kon niet worden gebruikt (ValueError)"),
    ],
)
def test_what_chroma_says_in_words(words: str, said: str, tmp_path: Path) -> None:
    fault = store_fault(ValueError(words), what="De opslag van vectoren", where=tmp_path, damaged="Herstel het.")
    assert said in fault.message
    assert words not in str(fault)


_LINE = {"question": "geheime vraag", "status": "not_found", "mode": "quotes"}


def exchange() -> Exchange:
    return Exchange("a", datetime.now(UTC), "geheime vraag", "?", "nl", "not_found", "quotes", None, None, _LINE)


def overwrite(catalog: Path) -> None:
    """Overwrite all but the first page."""
    size = catalog.stat().st_size
    with catalog.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def test_a_damaged_catalog_names_its_backup_and_is_put_back(folder: Path, settings: Settings) -> None:
    catalog = settings.data / "catalog.sqlite"
    index_paths([folder], settings=settings)
    keep_exchange(exchange(), settings=settings)
    [copy] = backups(settings.data)
    overwrite(catalog)
    with pytest.raises(StoreError) as caught:
        index_paths([folder], settings=settings)
    assert "is beschadigd" in caught.value.message
    assert str(copy) in caught.value.help
    assert "briefwijzer restore" in caught.value.help
    assert backups(settings.data) == [copy]  # no copy of what is damaged
    assert restore_catalog(settings) == (copy, settings.data / "catalog.sqlite.damaged")
    report = index_paths([folder], settings=settings)
    assert (report.embedded, len(report.failed)) == (0, 0)
    library = open_library(settings)
    assert library.search("Hoe lang blijft de weg dicht?")
    library.close()


def test_without_a_backup_it_says_how_to_begin_anew(folder: Path, settings: Settings) -> None:
    index_paths([folder], settings=settings)
    shutil.rmtree(settings.data / "backups")
    overwrite(settings.data / "catalog.sqlite")
    with pytest.raises(StoreError, match=r"Er is geen reservekopie\. Hernoem"):
        index_paths([folder], settings=settings)
    with pytest.raises(StoreError, match="staat geen reservekopie"):
        restore_catalog(settings)


def test_backups_hold_nothing_that_was_forgotten_or_asked(folder: Path, settings: Settings) -> None:
    index_paths([folder], settings=settings)
    keep_exchange(exchange(), settings=settings)
    (folder / "nieuw.txt").write_text("Van: de school\nDatum: 3 mei 2024\n\nDe knurftelaar komt morgen op school.")
    index_paths([folder], settings=settings)
    assert all(b"geheime vraag" not in copy.read_bytes() for copy in backups(settings.data))
    assert b"knurftelaar" in backups(settings.data)[0].read_bytes()
    forget_paths([folder / "nieuw.txt"], settings=settings)
    [copy] = backups(settings.data)
    assert b"knurftelaar" not in copy.read_bytes()
    assert find_exchanges(settings) == ["a"]


def test_others_cannot_read_the_data_folder(folder: Path, settings: Settings) -> None:
    settings.data.mkdir(mode=0o755, parents=True)
    settings.data.chmod(0o755)
    index_paths([folder], settings=settings)
    library = open_library(settings)
    library.close()
    assert loose(settings.data) == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in settings.data.rglob("*")} == {0o600, 0o700}
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o700
    (settings.data / "catalog.sqlite").chmod(0o644)
    (settings.data / "van-een-ander").write_text("x")
    settings.data.chmod(0o755)
    assert loose(settings.data) == [settings.data / "catalog.sqlite"]
    index_paths([folder], settings=settings)
    assert loose(settings.data) == []
    assert stat.S_IMODE(settings.data.stat().st_mode) == 0o755  # a folder that holds files of others stays as it is
