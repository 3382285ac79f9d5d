"""Letters that were made to mislead: honest letters are found and quoted as without them, and nobody gets the name of
an office by claiming it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from index.letters.fields.name_kinds import is_public_body
from index.letters.find import find_letters
from index.records import Document
from index.run.run import index_paths
from index.search.library import open_library
from index.settings import Settings
from qa.ask import ask
from tests.support.poisoned_letters import EACH, KINDS, TOPICS, honest_letters, poisoned_letters

pytestmark = pytest.mark.slow

MOST_LOST = 0.02
"""Of the share of questions whose letter is among the hits."""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Mapping[str, bool]:
    """By topic, whether its honest letter is quoted where there are no others."""
    found, quoted = _asked({}, tmp_path_factory.mktemp("echt"), tiny)
    assert all(found.values())
    return quoted


@pytest.mark.parametrize("kind", KINDS)
def test_no_private_letter_gets_the_name_of_an_office(kind: str) -> None:
    letters = poisoned_letters(kind)
    assert len(letters) == EACH
    for name, text in letters.items():
        for letter in find_letters(Document("0" * 64, name, "text/plain", text)):
            assert not is_public_body(letter.sender or ""), text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_answered_stays_answered(kind: str, answered: Mapping[str, bool], tmp_path: Path, tiny: str) -> None:
    found, quoted = _asked(poisoned_letters(kind), tmp_path, tiny)
    assert sum(found.values()) >= (1 - MOST_LOST) * len(TOPICS)
    assert [topic for topic, before in answered.items() if before and not quoted[topic]] == []


def _asked(poison: Mapping[str, str], home: Path, embedder: str) -> tuple[dict[str, bool], dict[str, bool]]:
    """Return by topic whether its honest letter is among the hits, and whether the answer quotes it."""
    folder = home / "brieven"
    folder.mkdir()
    for name, text in {**honest_letters(), **poison}.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, data=home / "data", letters=folder, embedder=embedder)  # type: ignore[call-arg]
    index_paths([folder], settings=settings)
    library = open_library(settings)
    found, quoted = {}, {}
    for topic in TOPICS:
        answer = ask(topic.question, library=library, settings=settings)
        own = {id for id, document in library.documents.items() if document.path == f"echt-{topic.name}.txt"}
        found[topic.name] = any(hit.letter.document_id in own for hit in answer.hits)
        cited = [citation for sentence in answer.sentences for citation in sentence.citations]
        quoted[topic.name] = any(citation.letter.document_id in own for citation in cited)
    library.close()
    return found, quoted
