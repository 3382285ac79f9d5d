"""Plain text and Markdown: the marks go, the words and their lists stay.

Letters that were turned into text often carry Markdown marks whatever their name says, so both kinds lose them.
In plain text a mark must look like one: "#327", "a * b", snake_case and "5.1.2.e" stay as they are.
Every pass is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from index.read.blocks import Block
from index.read.tables import TableCell, table_blocks
from index.read.text_tables import parts_of, rows_of

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>\S.*)")
_BOLD_LINE = re.compile(r"[ \t]*(\*\*|__)(?P<text>(?=\S)(?:(?!\1).)+)\1:?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})")
_TABLE_RULE = frozenset(" \t|:-")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})[\w+-]*[ \t]*")
_LONG = 120  # characters; a longer bold line is a sentence with stress, not a heading

_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*)\)")
_TARGET = re.compile(r"#|[a-z]+:|www\.|[^\s]*[./]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_INSIDE = r"(?=[^\s])((?:(?!{0}|\n[ \t]*\n)[\s\S])+)(?<=\S)"  # up to the closing mark, within a paragraph
_BOLD = re.compile(rf"\*\*{_INSIDE.format('[*]{2}')}\*\*|(?<!\w)__{_INSIDE.format('__')}__(?!\w)")
_STAR = re.compile(r"(?<![\w*\\])\*(?=[\w\"'“‘«(\[€@&#~])([^*\n]+(?:\n(?![ \t]*\n)[^*\n]+)*)(?<=[^\s*])\*(?![\w*])")
_SCORE = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]+)(?<=[^\s_])_(?!\w)")
_CODE = re.compile(r"(?<!`)`++([^`\n]+)`++")
_TAG = re.compile(
    r"</?(?:a|b|br|center|details|div|em|figure|i|img|p|small|span|strong|sub|summary|sup|u)(?:\s[^<>\n]*)?/?>", re.I
)
_ENTITY = re.compile(r"&(?!lt;|gt;)(?:[A-Za-z]{2,20}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")  # what could be a tag stays one
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PUNCTUATION = "".join(chr(c) for c in range(33, 127) if not chr(c).isalnum())
# 32 marks, 32 noncharacters (Unicode 23.7): an escaped mark hides behind one until all marks are gone.
_HIDE = {mark: chr(0xFDD0 + n) for n, mark in enumerate(_PUNCTUATION)}
_SHOW = str.maketrans({hidden: mark for mark, hidden in _HIDE.items()})
_DROP_HIDDEN = str.maketrans(dict.fromkeys(_SHOW) | {0xFFFE: None})
_MARK = "\ufffe"  # starts a heading's line while the marks inside it are taken away


def text_blocks(text: str, *, markdown: bool) -> list[Block]:
    """Return the blocks of a plain text or Markdown file, headings apart from the rest."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_DROP_HIDDEN)
    blocks: list[Block] = []
    for kind, part in parts_of(_without_comments(text), html=markdown):
        if kind == "html":
            from index.read.html.page import html_blocks

            more = html_blocks(part.encode())[0]
        elif kind == "rows":
            more = _table(part, markdown=markdown)
        else:
            more = _of_lines(part, markdown=markdown)
        blocks += [replace(block, tight=block.tight and n > 0) for n, block in enumerate(more)] if blocks else more
    return blocks


def _table(part: str, *, markdown: bool) -> list[Block]:
    rows = [[_words(cell, markdown=markdown) for cell in row] for row in rows_of(part)]
    return table_blocks(
        [[TableCell((Block(cell),) if cell else (), head=n == 0) for cell in row] for n, row in enumerate(rows)]
    )


def _words(cell: str, *, markdown: bool) -> str:
    return " ".join(" ".join(block.text for block in _of_lines(cell, markdown=markdown)).split())


def _of_lines(text: str, *, markdown: bool) -> list[Block]:
    if markdown:
        text = _ESCAPE.sub(lambda match: _HIDE[match[1]], text)
    text = _inline("\n".join(_lines(text.split("\n"), markdown=markdown)), markdown=markdown)
    return _blocks(text.translate(_SHOW).split("\n"))


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join(parts) + text[at:]


def _lines(lines: list[str], *, markdown: bool) -> list[str]:
    """Return the lines without the marks that take a whole line; headings start with _MARK."""
    kept: list[str] = []
    for line in lines:
        heading = _heading(line)
        if heading is not None:
            kept.append(_MARK + heading)
        elif _UNDERLINE.fullmatch(line) and kept and _is_title(kept[-1]) and ("=" in line or markdown):
            kept[-1] = _MARK + kept[-1].removeprefix(_MARK)
        elif _FENCE.fullmatch(line) or _RULE.fullmatch(line):
            kept.append("")
        elif "|" in line and "---" in line and _TABLE_RULE.issuperset(line):
            continue
        elif markdown:
            kept.append(re.sub(r"^[ \t]{0,3}(?:>[ \t]?)+", "", line).removesuffix("\\"))
        else:
            kept.append(line)
    return kept


def _heading(line: str) -> str | None:
    """Return the heading that a line marks by itself, with # before it or in bold."""
    if match := _HEADING.fullmatch(line):
        return re.sub(r"(?<=\s)#+\s*$", "", match["text"])
    bold = _BOLD_LINE.fullmatch(line)
    return line if bold and _is_title(bold["text"]) else None


def _is_title(text: str) -> bool:
    return len(text) <= _LONG and sum(c.isalpha() for c in text) >= 2


def _inline(text: str, *, markdown: bool) -> str:
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda match: match[1] if markdown or _TARGET.match(match[2]) else match[0], text)
    if markdown:
        text = _ENTITY.sub(lambda match: unescape(match[0]), _CODE.sub(r"\1", text))
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text)).replace("&lt;", "<").replace("&gt;", ">")
    text = _BOLD.sub(lambda match: match[1] or match[2], text)
    return _SCORE.sub(r"\1", _STAR.sub(r"\1", text))


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    pending: list[str] = []
    apart = False

    def close() -> None:
        nonlocal apart
        text = "\n".join(pending)
        if text.strip():
            blocks.append(Block(text, tight=not apart))
            apart = not pending[-1].strip()
        else:
            apart = apart or bool(pending)
        pending.clear()

    for line in lines:
        if not line.startswith(_MARK):
            if pending or line.strip():
                pending.append(line)
            else:
                apart = True
            continue
        close()
        blocks.append(Block(line[1:].strip(), heading=True, tight=not apart))
        apart = False
    close()
    return blocks
