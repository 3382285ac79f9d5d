"""Which files a run looks at, under which names."""

import os
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.run.scan import scan, under, written


def make(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return folder


def names(*paths: Path) -> list[str]:
    return [found.name for found in scan(paths)]


def test_files_below_a_folder_are_named_relative_to_it_and_sorted(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.txt", "a/diep/1.txt", "é.txt")
    assert names(tmp_path) == ["a/2.txt", "a/diep/1.txt", "b.txt", "é.txt"]
    assert names(tmp_path / "a" / "2.txt") == ["2.txt"]
    assert all(found.path.is_absolute() for found in scan([tmp_path]))


def test_hidden_files_and_locks_of_office_programs_are_left_out(tmp_path: Path) -> None:
    make(
        tmp_path,
        ".git/brief.txt",
        ".verborgen.txt",
        "~$brief.docx",
        ".~lock.brief.odt#",
        "map/.x/brief.txt",
        "brief.txt",
    )
    assert names(tmp_path) == ["brief.txt"]
    # only what lies below the folder that is asked for is judged
    assert names(tmp_path / ".git") == ["brief.txt"]


def test_a_name_does_not_depend_on_the_order_of_folders(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt", "a/b/2.txt")
    folders = [tmp_path / "a" / "b", tmp_path / "a", tmp_path / "a" / "b" / "2.txt"]
    assert names(*folders) == names(*reversed(folders)) == ["1.txt", "b/2.txt"]


def test_a_file_given_twice_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "map/brief.txt")
    monkeypatch.chdir(tmp_path)
    assert names(Path("map"), Path("map/../map"), tmp_path / "map" / "brief.txt") == ["brief.txt"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"weg\.txt bestaat niet\. Controleer de naam"):
        scan([make(tmp_path, "brief.txt"), tmp_path / "weg.txt"])


def test_only_files_and_folders_are_taken(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    assert names(tmp_path) == []
    with pytest.raises(SettingsError, match="geen bestand en geen map"):
        scan([tmp_path / "pijp.txt"])


def test_a_link_is_followed_to_a_file_and_a_broken_one_is_left_out(tmp_path: Path) -> None:
    make(tmp_path / "elders", "brief.txt")
    folder = make(tmp_path / "map", "eigen.txt")
    (folder / "link.txt").symlink_to(tmp_path / "elders" / "brief.txt")
    (folder / "stuk.txt").symlink_to(tmp_path / "elders" / "weg.txt")
    assert names(folder) == ["eigen.txt", "link.txt"]


def test_a_name_in_bytes_that_are_no_text_is_written_so_that_it_can_be_stored(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/brief-\xff.txt"))
    file.write_text("inhoud")
    (found,) = scan([tmp_path])
    assert found.name == "brief-\\xff.txt"
    assert found.key.encode("utf-8")
    assert found.path.read_text() == "inhoud"


def test_below_a_folder_is_decided_by_whole_names(tmp_path: Path) -> None:
    keys = [written(tmp_path / name) for name in ("a/1.txt", "ab/2.txt", "a")]
    assert under(keys, [tmp_path / "a"]) == {keys[0], keys[2]}
    assert under(keys, []) == set()
