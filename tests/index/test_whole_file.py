"""Whoever reads a file while it is written sees one text or the other."""

from __future__ import annotations

import threading
from pathlib import Path

from index.whole_file import write_whole


def test_readers_never_see_half_of_a_text(tmp_path: Path) -> None:
    file = tmp_path / "kort.json"
    texts = [b"a" * 300_000, b"b" * 400_000]
    write_whole(file, texts[0])
    seen = set()
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            seen.add(file.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(40):
        for text in texts:
            write_whole(file, text)
    ended.set()
    reader.join()
    assert seen <= set(texts)
    assert [path.name for path in tmp_path.iterdir()] == ["kort.json"]
    assert file.stat().st_mode & 0o077 == 0
