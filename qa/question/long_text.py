"""A text that is too long to be searched, brought back to the question in it. Pure."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+|[^.!?\n]+$")


def question_in(text: str, *, longest: int) -> str:
    """Return `text` if it has at most `longest` characters; else its last sentences that ask something, as many as fit;
    without those its last sentences. What is returned stands in `text`, but for white space.
    """
    text = text.strip()
    if len(text) <= longest:
        return text
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    asking = [sentence for sentence in sentences if sentence.endswith("?") and len(sentence) <= longest]
    chosen: list[str] = []
    for sentence in reversed(asking or sentences):
        if len(" ".join([sentence, *chosen])) > longest:
            break
        chosen.insert(0, sentence)
    return " ".join(chosen) or text[:longest].rsplit(maxsplit=1)[0]
