import shutil
import stat

from index.living_folder import seen_below


def made(folder):
    (folder / "sub" / "below").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/c.txt", "sub/below/d.txt"):
        (folder / name).write_text(name)
    (folder / "link").symlink_to(folder / "a.txt")


def test_all_below_is_seen_but_links(tmp_path):
    made(tmp_path)
    seen = {path.relative_to(tmp_path).as_posix(): found for path, found in seen_below(tmp_path)}
    assert set(seen) == {"a.txt", "b.txt", "sub", "sub/c.txt", "sub/below", "sub/below/d.txt"}
    assert stat.S_ISDIR(seen["sub/below"].st_mode)
    assert seen["sub/c.txt"].st_size == len("sub/c.txt")


def test_what_goes_away_during_the_walk_is_left_out(tmp_path):
    made(tmp_path)
    walk = seen_below(tmp_path)
    first, _ = next(walk)
    assert first == tmp_path / "sub"
    shutil.rmtree(tmp_path)
    assert list(walk) == []


def test_a_folder_that_is_not_there_has_nothing_in_it(tmp_path):
    assert list(seen_below(tmp_path / "weg")) == []
