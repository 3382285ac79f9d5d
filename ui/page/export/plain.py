"""An answer on paper as text for a letter or a mail, and as Markdown. Pure."""

from __future__ import annotations

import re

from ui.page.export.paper import Paper

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def as_text(paper: Paper) -> str:
    """Return the paper as plain text."""
    parts = [paper.question, paper.state]
    parts += [paper.notice] if paper.notice else []
    parts += ["\n".join([f"{whose}:", *(f"- {line}" for line in lines)]) for whose, lines in paper.runs]
    parts += [paper.origin] if paper.origin else []
    if paper.sources:
        parts.append(f"{paper.sources_title}:")
        parts += [f"[{each.number}] {each.letter}\n{each.facts}\n“{each.quote}”\n{each.link}" for each in paper.sources]
    return "\n\n".join([*parts, paper.made]) + "\n"


def as_markdown(paper: Paper) -> str:
    """Return the paper as Markdown in which no text of a letter is a mark."""
    parts = [f"# {_escaped(paper.question)}", f"**{_escaped(paper.state)}**"]
    parts += [_escaped(paper.notice)] if paper.notice else []
    for whose, lines in paper.runs:
        parts += [f"*{_escaped(whose)}*", "\n".join(f"- {_escaped(line)}" for line in lines)]
    parts += [_escaped(paper.origin)] if paper.origin else []
    if paper.sources:
        parts.append(f"## {_escaped(paper.sources_title)}")
        parts += [
            f"{_escaped(f'[{each.number}]')} [{_escaped(each.letter)}](<{each.link}>) · {_escaped(each.facts)}\n\n"
            f"> {_escaped(each.quote)}"
            for each in paper.sources
        ]
    return "\n\n".join([*parts, _escaped(paper.made)]) + "\n"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
