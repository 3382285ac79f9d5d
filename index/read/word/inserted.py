"""Files that are inserted into a Word file as a whole (altChunk): Word shows them as text of the document."""

from __future__ import annotations

from collections.abc import Callable

from index.read.blocks import Block
from index.read.decode import decode
from index.read.file_types import is_message, type_by_signature
from index.read.inventory import Tally


def inserted_blocks(data: bytes, tally: Tally, *, read_word: Callable[[bytes], list[Block]]) -> list[Block]:
    """Return the blocks of a file, by what its bytes are and not by its name; none of a kind that is not read here.

    Raises what the reader of its kind raises on a bad file.
    """
    signed = type_by_signature(data)
    if signed:
        return read_word(data) if signed.advice == ".docx" else []
    if is_message(data):
        from index.read.mail.message import message_blocks

        blocks, parts = message_blocks(data, headers=False)
    elif decode(data).text.lstrip().startswith("<"):
        from index.read.html.page import html_blocks

        blocks, parts = html_blocks(data)
    else:
        from index.read.text import text_blocks

        return text_blocks(decode(data).text, markdown=False)
    tally.others += parts
    return blocks
