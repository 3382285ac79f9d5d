"""The vectors of questions that are kept, so that who looks at them again does not wait for the embedder again."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence

from index.models.embed import Vectors
from index.search.library import Library

_MOST = 4_000  # vectors; of the packaged embedder six megabytes

_memory: OrderedDict[tuple[str, bytes], Vectors] = OrderedDict()  # no words: a question that is erased is in no memory
_one_at_a_time = threading.Lock()  # who comes second finds what the first has embedded


def question_vectors(questions: Sequence[str], library: Library, *, seconds: float | None = None) -> list[Vectors]:
    """Return the unit vectors float32[d] of the first of `questions`: of all, or of as many as take no longer than
    `seconds`, and at least of one. Those of an embedder with a fingerprint are remembered, the latest of them.
    """
    until = None if seconds is None else time.monotonic() + seconds
    found: list[Vectors] = []
    with _one_at_a_time:
        for question in questions:
            key = library.encoder, hashlib.sha256(question.encode()).digest()
            vector = _memory.pop(key, None)
            if vector is None:
                if found and until is not None and time.monotonic() > until:
                    break
                vector = library.vector(question)
            if library.encoder:
                _memory[key] = vector
            found.append(vector)
        while len(_memory) > _MOST:
            _memory.popitem(last=False)
    return found
