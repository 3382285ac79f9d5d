"""What a model says that the letters do not say: shown only when it repeats the question, for nothing else can bear it out. Pure."""

from __future__ import annotations

from qa.check.rules.not_in_quote import frame_words
from qa.compare.clauses import content, like, tokens

_SAME = 0.8
_LONGEST = 200


def repeats_question(missing: str, question: str) -> bool:
    """True when every word and number of `missing` that carries content is asked in `question`."""
    asked = content(tokens(question))
    said = [word for word in content(tokens(missing)) if word not in frame_words()]
    return (
        bool(said)
        and len(missing) <= _LONGEST
        and all(any(like(word, each) >= _SAME for each in asked) for word in said)
    )
