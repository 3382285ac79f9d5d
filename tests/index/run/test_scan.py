"""Which files a run looks at, under which names."""

import os
import unicodedata
from pathlib import Path

import pytest

from index.errors import NotIndexedError, SettingsError
from index.run.scan import meant, scan, under, written


def make(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return folder


def names(*paths: Path) -> list[str]:
    return [found.name for found in scan(paths).files]


def test_files_below_a_folder_are_named_relative_to_it_and_sorted(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.txt", "a/diep/1.txt", "é.txt")
    assert names(tmp_path) == ["a/2.txt", "a/diep/1.txt", "b.txt", "é.txt"]
    assert names(tmp_path / "a" / "2.txt") == ["2.txt"]
    assert all(found.path.is_absolute() for found in scan([tmp_path]).files)


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


def test_what_systems_and_programs_leave_is_no_letter(tmp_path: Path) -> None:
    make(tmp_path, "Thumbs.db", "desktop.ini", ".DS_Store", "~WRL0001.tmp", "brief.docx~", "a/Desktop.ini", "brief.txt")
    assert names(tmp_path) == ["brief.txt"]


def test_what_briefwijzer_wrote_itself_is_no_letter(tmp_path: Path) -> None:
    make(tmp_path, "brief.txt", "data/catalog.sqlite-wal", "data/originals/0ab", "data/brief.txt")
    assert [file.name for file in scan([tmp_path], data=tmp_path / "data").files] == ["brief.txt", "data/brief.txt"]
    assert len(names(tmp_path)) == 4
    make(tmp_path, "data/index.lock")  # any folder that a run wrote in
    assert names(tmp_path) == ["brief.txt", "data/brief.txt"]


def test_links_are_followed_once_and_only_within_what_was_asked_for(tmp_path: Path) -> None:
    make(tmp_path / "elders", "geheim.txt", "map/geheim.txt")
    folder = make(tmp_path / "map", "eigen.txt", ".bewaard/2024.txt", ".bewaard/jaar/a.txt")
    (folder / "eigen-weer.txt").symlink_to("eigen.txt")
    (folder / "jaar").symlink_to(".bewaard/jaar")
    (folder / "jaar-weer").symlink_to(".bewaard/jaar")
    (folder / "lus").symlink_to(folder)
    (folder / "link.txt").symlink_to(".bewaard/2024.txt")
    (folder / "uit").symlink_to(tmp_path / "elders")
    (folder / "uit.txt").symlink_to("../elders/geheim.txt")
    (folder / "stuk.txt").symlink_to("weg.txt")
    (folder / "zichzelf").symlink_to("zichzelf")
    found = scan([folder])
    assert [file.name for file in found.files] == ["eigen.txt", "jaar/a.txt", "link.txt"]
    said = {over.name: over for over in found.passed_over}
    assert list(said) == ["stuk.txt", "uit", "uit.txt", "zichzelf"]
    assert said["stuk.txt"].message == "De snelkoppeling leidt nergens heen: weg.txt."
    assert "buiten de map" in said["uit.txt"].message
    assert said["uit.txt"].help.endswith(f"briefwijzer index {tmp_path / 'elders' / 'geheim.txt'}")
    # who names the place itself has it read
    assert names(folder, tmp_path / "elders") == sorted([*names(folder), "geheim.txt", "map/geheim.txt"])
    assert names(folder / "uit.txt") == ["geheim.txt"]


def test_a_name_is_the_same_composed_and_decomposed(tmp_path: Path) -> None:
    composed, decomposed = "crèche/coördinator.txt", unicodedata.normalize("NFD", "crèche/coördinator.txt")
    make(tmp_path, decomposed)
    assert names(tmp_path) == [composed]
    (found,) = scan([tmp_path / composed]).files  # as typed
    assert found.path.read_text() == decomposed
    for typed in (composed, decomposed, "crèche"):
        assert under([found.key], [tmp_path / typed]) == {found.key}


def test_of_two_names_that_look_the_same_one_is_named(tmp_path: Path) -> None:
    make(tmp_path, "coördinator.txt", unicodedata.normalize("NFD", "coördinator.txt"))
    found = scan([tmp_path])
    assert [file.name for file in found.files] == [over.name for over in found.passed_over] == ["coördinator.txt"]


@pytest.mark.parametrize("character", ["\x1b", "\n", "\u202e", "\u200b", "\u2028", "\U000e0041"])
def test_what_steers_a_screen_is_written_out_in_a_name(character: str, tmp_path: Path) -> None:
    make(tmp_path, f"brief{character}nep.txt")
    (found,) = scan([tmp_path]).files
    assert found.name.isprintable()
    assert found.key.isprintable()
    assert found.name == f"brief{character.encode('unicode_escape').decode()}nep.txt"
    assert found.path.exists()


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    make(tmp_path, "dicht/brief.txt", "open/brief.txt")
    (tmp_path / "dicht").chmod(0)
    try:
        if os.access(tmp_path / "dicht", os.R_OK):
            pytest.skip("whoever runs this may list every folder")
        (over,) = scan([tmp_path]).passed_over
    finally:
        (tmp_path / "dicht").chmod(0o700)
    assert (over.name, over.closed) == ("dicht", True)


def test_who_types_a_path_means_what_is_there_and_else_a_name_in_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "elders", "brief.txt")
    folder = make(tmp_path / "map", "2024/brief.txt", "2025/brief.txt")
    (folder / "link.txt").symlink_to("2024/brief.txt")
    known = {written(folder / name): name for name in ("2024/brief.txt", "2025/brief.txt", "link.txt")}
    keys = list(known)
    assert meant(known, folder / "link.txt") == {keys[2], keys[0]}
    assert meant(known, folder / "2025") == {keys[1]}
    monkeypatch.chdir(tmp_path / "elders")
    assert meant(known, Path("2025/brief.txt")) == {keys[1]}
    assert meant(known, Path("2025")) == {keys[1]}
    assert meant(known, Path()) == meant(known, Path("brief.txt")) == set()  # here is another one
    with pytest.raises(NotIndexedError, match="meer bestanden in de index die brief-1"):
        meant({"/a/brief-1.txt": "brief-1.txt", "/b/brief-1.txt": "brief-1.txt"}, Path("brief-1.txt"))


def test_a_name_in_bytes_that_are_no_text_is_written_so_that_it_can_be_stored(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/brief-\xff.txt"))
    file.write_text("inhoud")
    (found,) = scan([tmp_path]).files
    assert found.name == "brief-\\xff.txt"
    assert found.key.encode("utf-8")
    assert found.path.read_text() == "inhoud"


def test_below_a_folder_is_decided_by_whole_names(tmp_path: Path) -> None:
    keys = [written(tmp_path / name) for name in ("a/1.txt", "ab/2.txt", "a")]
    assert under(keys, [tmp_path / "a"]) == {keys[0], keys[2]}
    assert under(keys, []) == set()
