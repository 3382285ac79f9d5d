"""Questions on their way to an answer, without an index: the library holds documents and nothing else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import SimpleNamespace

from index.dutch.language import Spoken
from index.records import Document
from index.settings import Settings
from qa.inquiry import Inquiry
from qa.question.standalone import StandaloneQuestion


def inquiry(
    question: str, documents: Mapping[str, Document], settings: Settings, *, language: Spoken = "nl"
) -> Inquiry:
    """Return `question`, asked in `language` of `documents`, with the time that the settings give a model."""
    standalone = StandaloneQuestion(question, language)
    library = SimpleNamespace(documents=documents)
    return Inquiry(question, standalone, library, settings, time.monotonic() + settings.model_seconds)  # type: ignore[arg-type]
