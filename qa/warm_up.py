"""What is loaded before the first question, so that nobody waits for it."""

from __future__ import annotations

import logging

from index.errors import BriefwijzerError
from index.models.entail import open_verifier
from index.search.library import Library
from index.settings import Settings
from qa.check.checker import warm_checker

logger = logging.getLogger(__name__)


def warm(library: Library, settings: Settings) -> None:
    """Load the embedder, and with a language model the word lists and the verifier. What cannot be loaded is logged."""
    library.warm()
    if not settings.model:
        return
    warm_checker()
    try:
        if verifier := open_verifier(settings):
            verifier.load()
    except BriefwijzerError as fault:
        logger.warning("%s", fault)
