"""What is loaded before the first question, so that nobody waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from index.errors import BriefwijzerError
from index.models.entail import open_verifier
from index.models.read import open_reader
from index.search.library import Library
from index.settings import Settings
from qa.check.checker import warm_checker

logger = logging.getLogger(__name__)


def warm(library: Library, settings: Settings) -> None:
    """Load the embedder and the reader; with a language model also the word lists and the verifier. What cannot be
    loaded is logged.
    """
    library.warm()
    if reader := open_reader(settings):
        _load(lambda: reader.load(library.embedder))
    if not settings.model:
        return
    warm_checker()
    if verifier := open_verifier(settings):
        _load(verifier.load)


def _load(load: Callable[[], None]) -> None:
    try:
        load()
    except BriefwijzerError as fault:
        logger.warning("%s", fault)
