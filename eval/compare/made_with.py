"""What a run was made with, so that two reports can be told to be comparable or not."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from eval.questions.questions import LabelledQuestion
from index.models.choose import choose_embedder
from index.settings import Settings

if TYPE_CHECKING:
    from index.run.report import IndexReport
    from index.search.library import Library

NOT_COMPARED = ("_key", "_url", "_base")
"""Endings of settings that say where things are or who may see them, not what is answered."""

NOT_OF_ANSWERS = frozenset(
    (
        "data letters embedder exchanges exchanges_days questions_at_once questions_per_minute hosts proxies root_path "
        "oidc_issuer oidc_client oidc_secret oidc_claim oidc_roles"
    ).split()
)
"""Other settings that do not bear on answers; the embedder is compared as the one that was used."""


def made_with(
    questions: Sequence[LabelledQuestion], *, library: Library, indexed: IndexReport | None, settings: Settings
) -> dict[str, Any]:
    """Return the head of report.json: versions, settings, documents and the questions' fingerprint. `indexed` is None
    for an index that was there.
    """
    return {
        **program(settings, embedder=(indexed.embedder if indexed else choose_embedder(settings)).name),
        "documents": {
            "indexed": len(library.documents),
            "letters": len(library.letters),
            "passages": len(library.passages),
            "failed": [{"file": file.name, "reason": file.reason} for file in (indexed.failed if indexed else ())],
            "fingerprint": fingerprint(sorted(library.documents)),
        },
        "questions_fingerprint": fingerprint([question.model_dump(mode="json") for question in questions]),
    }


def program(settings: Settings, *, embedder: str | None = None) -> dict[str, Any]:
    """Return versions and settings; `embedder` is the one that was used, where it is not just the one that is set."""
    embedder = embedder or settings.embedder
    compared = {"embedder": embedder} | {
        name: value
        for name, value in settings.model_dump(mode="json").items()
        if name not in NOT_OF_ANSWERS and not name.endswith(NOT_COMPARED)
    }
    return {
        "versions": {"briefwijzer": own_version(), "python": platform.python_version()},
        "settings": {
            "embedder": embedder,
            "model": settings.model,
            "verifier": settings.verifier,
            "fingerprint": fingerprint(compared),
        },
    }


def own_version() -> str | None:
    """Return Briefwijzer's version, None when run from a checkout that is not installed."""
    try:
        return version("briefwijzer")
    except PackageNotFoundError:
        return None


def fingerprint(value: object) -> str:
    """Return the SHA-256 of plain data, in hex."""
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
