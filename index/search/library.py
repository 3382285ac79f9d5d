"""The index, opened for asking: its letters and passages, and the search over them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.dutch.language import spoken
from index.errors import StoreError, nothing_indexed
from index.letters.passages import SPLITTER, context_line, window_spans
from index.models.choose import choose_embedder, fingerprint
from index.models.embed import Embedder, Vectors, open_embedder
from index.models.embedder_input import DUTCH, ProbeResult, Similarity
from index.read.inventory import FilePart
from index.records import Document, Hit, Letter, Passage, Span
from index.search.dense import dense_scores
from index.search.fuse import Scores, best, fuse, learned_similarity, on_scale, statement, trust, weights
from index.search.lexical import LexicalIndex, open_lexical
from index.search.mentioned import Mentions, first, likelier
from index.search.named import named_letters
from index.search.twins import copies_behind, each_once, fold_twins
from index.settings import Settings
from index.store.catalog.connection import has_catalog, open_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.reading import read_contents
from index.store.published import noted_in
from index.store.states import CHROMA, damage, newest_state, open_state_catalog
from index.store.vectors import VectorStore, key, unit_keys

_FOLDED = 30  # hits among which those that say the same are folded, and as many behind letters that are named


class Library:
    """What is indexed, at one moment. Mappings are by id, in the order of files and places."""

    def __init__(
        self,
        contents: Contents,
        *,
        state: Path | None = None,
        lexical: LexicalIndex,
        vectors: VectorStore,
        embedder: Embedder,
        probed: ProbeResult,
        without: Collection[str] = (),
    ) -> None:
        self.state = state
        """The folder of the state that is searched; None where the stores themselves are."""
        self.published = state.name if state else noted_in(contents)
        """The name under which it was published, as `index.store.published` gives it."""
        self.documents: Mapping[str, Document] = contents.documents
        self.letters: Mapping[str, Letter] = contents.letters
        self.passages: Mapping[str, Passage] = contents.passages
        self.inventory: Mapping[str, tuple[FilePart, ...]] = contents.inventory
        self.withheld = contents.withheld
        """Documents of which staff hid a letter: their files and pages are not shown."""
        self._lexical = lexical
        self._vectors = vectors
        self._embedder = embedder
        self.encoder = contents.made_by["weights"]
        """The fingerprint of the embedder; "" for one that has none."""
        self._probed = probed
        self.trust = min(1.0, trust(probed.knows))
        """How far the vectors' nearness can be trusted, in [0, 1]."""
        self._without = without
        self._ids = list(contents.passages)
        self._keys = {passage.id: _key(contents, passage) for passage in contents.passages.values()}
        self._place = {key: i for i, key in enumerate(self._keys.values())}
        self._vector = lru_cache(maxsize=32)(embedder.query)
        letters = {id: i for i, id in enumerate(contents.letters)}
        self._owners = np.array([letters[each.letter_id] for each in contents.passages.values()], dtype=np.int64)
        self._mentions = Mentions(contents.letters.values(), (each.text for each in contents.documents.values()))
        self._states = np.array([statement(each.text) for each in contents.passages.values()], dtype=np.float32)

    def vector(self, query: str) -> Vectors:
        """Return the unit vector float32[d] of a question; the latest are kept."""
        return self._vector(query)

    @property
    def knows(self) -> float:
        """How well the embedder finds Dutch answers, in [0, 1]."""
        return self._probed.knows

    @property
    def similarity(self) -> Similarity:
        """How alike the embedder finds questions and sentences, right and wrong ones."""
        return self._probed.similarity

    @property
    def views(self) -> tuple[str, ...]:
        """The names of the views of a passage that are searched."""
        return tuple(weights("nl", knows=self._probed.knows, without=self._without))

    def search(self, query: str, k: int = 10, *, among: Collection[str] | None = None) -> list[Hit]:
        """Return up to `k` hits, best first; `among` limits them to letters with these ids.

        Letters that the question names come before all others; letters that it speaks of otherwise are likelier. Among
        the first hits, passages of different letters that say the same are one hit, and what a letter says over and
        over comes last (`index.search.twins`).
        """
        if not query.strip() or not self._ids:
            return []
        shares = weights(spoken(query), knows=self._probed.knows, without=self._without)
        views = self._lexical.scores(query)
        if shares.keys() - views.keys():
            views = {**views, **self._dense(query)}
        spoken_of = self._mentions.count(query)
        # a passage may cover more than the question; cut off at 1, the best would tie
        scores = np.maximum(fuse(views, shares), 0) * self._states * likelier(self.letters, spoken_of)[self._owners]
        named = named_letters(query, self.letters.values()) if among is None else frozenset(among)
        inside = self._inside(named)
        if among is not None:
            scores = np.where(inside, scores, np.float32(0))
        elif named:
            scores = first(scores, inside)
        order = copies_behind(
            best(scores),
            lambda i: self.passages[self._ids[i]],
            k=k + 2 * _FOLDED + int(inside.sum()),
            stays=lambda i: among is None and bool(inside[i]),
        )
        behind = [i for i in order[_FOLDED:] if not inside[i]][:_FOLDED] if named else []
        found = fold_twins(
            [self._hit(i, scores, views) for i in (*order[:_FOLDED], *behind)],
            first=lambda hit: (hit.letter.id in named, hit.letter.replaced_by is None, spoken_of[hit.letter.id]),
        )
        folded = {id: hit for hit in found for id in (hit.passage.id, *(twin.passage.id for twin in hit.also))}
        hits = (folded.get(self._ids[i]) or self._hit(i, scores, views) for i in order)
        shown = list(islice(each_once(hits), k))
        scores_shown = accumulate((hit.score for hit in shown), min)  # copies stand behind what scored lower
        return [
            replace(hit, rank=rank, score=score)
            for rank, (hit, score) in enumerate(zip(shown, scores_shown, strict=True), 1)
        ]

    def nearness(self, query: str, passages: Iterable[Passage]) -> dict[str, list[tuple[Span, float]]]:
        """Return by passage id the spans of its sentence windows, in the document, with their cosine similarity to
        `query`, as far as the embedder's can be trusted.
        """
        rows: dict[str, tuple[str, Span]] = {}
        for passage in passages:
            spans = [(passage.start + left, passage.start + right) for left, right in window_spans(passage.text)]
            keys = unit_keys(self._keys[passage.id], 1 + len(spans))[1:]
            rows |= {key: (passage.id, span) for key, span in zip(keys, spans, strict=True)}
        found: dict[str, list[tuple[Span, float]]] = {id: [] for id, _ in rows.values()}
        for row, similarity in self._vectors.similarity(self._vector(query), list(rows)):
            id, span = rows[row]
            found[id].append((span, on_scale(similarity, self._probed.similarity) * self.trust))
        return found

    def _dense(self, query: str) -> dict[str, Scores]:
        return dense_scores(
            self._vector(query), self._vectors, self._place, similarity=self._probed.similarity, trust=self.trust
        )

    def _inside(self, letters: Collection[str]) -> NDArray[np.bool_]:
        return np.array([id in letters for id in self.letters], dtype=np.bool_)[self._owners]

    def _hit(self, i: int, scores: Scores, views: Mapping[str, Scores]) -> Hit:
        passage = self.passages[self._ids[i]]
        seen = {name: round(float(found[i]), 6) for name, found in views.items()}
        return Hit(
            passage, self.letters[passage.letter_id], rank=0, score=round(min(float(scores[i]), 1.0), 6), views=seen
        )

    def document_of(self, letter: Letter) -> Document:
        """Return the document that holds `letter`."""
        return self.documents[letter.document_id]

    def rarity(self, word: str) -> float:
        """Return how much a folded word tells about a passage, in [0, 1]: 1 for a word that no passage has."""
        return self._lexical.rarity(word)

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of all words of the letters that carry content, and of the parts of compounds."""
        return self._lexical.stems

    def warm(self) -> None:
        """Load the embedder now, so that the first question need not wait for it."""
        self._embedder.load()

    @property
    def is_warm(self) -> bool:
        """Whether the embedder is loaded."""
        return self._embedder.is_loaded

    def close(self) -> None:
        """Let go of what is held."""
        self._ids = []
        self._vectors.close()


def open_library(settings: Settings, *, without: Collection[str] = ()) -> Library:
    """Open the index for asking, in its newest state; views named in `without` are not searched (to measure what each
    is worth).

    Raises NotIndexedError when nothing is indexed yet, StoreError when the index was made with other settings,
    SettingsError when its embedder is not there.
    """
    while True:
        state = newest_state(settings)
        try:
            return _open(settings, state, without)
        except StoreError:
            if state is None or state == newest_state(settings):
                raise
            # superseded so long ago that it went while it was opened: the newer one is there


def _open(settings: Settings, state: Path | None, without: Collection[str]) -> Library:
    """Open the index in `state`; without one, as the stores of the data folder are at this moment."""
    if state and (file := damage(state, only_if_cheap=True)):
        raise StoreError(
            f"De index is beschadigd: {state / file}.", help="Draai `briefwijzer index`: dat herstelt de index."
        )
    if not state and not has_catalog(settings):
        raise nothing_indexed(settings.data)
    engine = open_state_catalog(state) if state else open_catalog(settings)
    contents = read_contents(engine).public
    engine.dispose()
    if not contents.passages:
        raise nothing_indexed(settings.data)
    embedder = open_embedder(choose_embedder(settings).name)
    if other := made_otherwise(contents.made_by, embedder.name):
        raise StoreError(
            other, help="Maak de index opnieuw met `briefwijzer index`, of zet BRIEFWIJZER_EMBEDDER terug."
        )
    made_by = contents.made_by
    vectors = VectorStore(settings, collection=made_by["collection"], folder=state and state / CHROMA)
    if vectors.count() < len(contents.passages):
        raise StoreError("De opslag van vectoren mist passages.", help="Draai `briefwijzer index`: dat vult ze aan.")
    passages = contents.passages.values()
    lexical = open_lexical(
        [_key(contents, passage) for passage in passages],
        lambda: (
            "\n".join([context_line(contents.letters[p.letter_id], p), p.text, *contents.questions.get(p.id, ())])
            for p in passages
        ),
        letters=[passage.letter_id for passage in passages],
        folder=(state or settings.data) / "lexical",
    )
    # an older index is searched as before, until its next run measures it
    scale = Similarity.parse(made_by["similarity"]) if "similarity" in made_by else learned_similarity()
    probed = ProbeResult(float(made_by["knows"]), scale)
    return Library(
        contents, state=state, lexical=lexical, vectors=vectors, embedder=embedder, probed=probed, without=without
    )


def made_otherwise(made_by: Mapping[str, str], embedder: str) -> str:
    """Return in Dutch how the index differs from what would be made now, or "" when it is what `embedder` makes. Raises
    SettingsError when that embedder is not there.
    """
    if made_by["embedder"] != embedder or made_by["splitter"] != SPLITTER:
        made = f"{made_by['embedder']} (splitser {made_by['splitter']})"
        return f"De index is gemaakt met {made}, maar nu geldt {embedder} (splitser {SPLITTER})."
    if made_by["weights"] != fingerprint(embedder):
        return f"Het model in {embedder} is veranderd sinds de index ermee werd gemaakt."
    if made_by.get("reads") != DUTCH:
        return "De index is gemaakt van Engelse glossen; nu wordt Nederlands gelezen zoals het er staat."
    return ""


def _key(contents: Contents, passage: Passage) -> str:
    letter = contents.letters[passage.letter_id]
    return key(passage.id, contents.version[letter.document_id])
