"""The index, opened for asking: its letters and passages, and the search over them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from index.catalog import Contents, open_catalog, read_contents
from index.embed import Embedder
from index.embed_choice import choose_embedder, fingerprint
from index.errors import NotIndexedError, StoreError
from index.lexical import LexicalIndex, open_lexical
from index.passages import SPLITTER, context_line
from index.records import Document, Hit, Letter, Passage
from index.search import Scores, best, fuse
from index.settings import BUNDLED_EMBEDDER, Settings
from index.vectors import VectorStore, key

_NEAREST = 200  # rows asked of the vector store; those of superseded versions fall away

# The bundled model reads English: measured on three question sets, it helps a little at 0.2. For any other model, half of
# the say is a guess from published averages (docs/decisions/0004).
_WEIGHTS = {"grams": 0.6, "stems": 0.2, "dense": 0.2}
_WEIGHTS_OTHER = {"grams": 0.3, "stems": 0.2, "dense": 0.5}


class Library:
    """What is indexed, at one moment. Mappings are by id, in the order of files and places."""

    def __init__(
        self,
        contents: Contents,
        lexical: LexicalIndex,
        vectors: VectorStore,
        embedder: Embedder,
        without: Collection[str] = (),
    ) -> None:
        self.documents: Mapping[str, Document] = contents.documents
        self.letters: Mapping[str, Letter] = contents.letters
        self.passages: Mapping[str, Passage] = contents.passages
        self.notes: Mapping[str, tuple[str, ...]] = contents.notes
        self._lexical = lexical
        self._vectors = vectors
        self._embedder = embedder
        self._ids = list(contents.passages)
        self._place = {_key(contents, passage): i for i, passage in enumerate(contents.passages.values())}
        weights = _WEIGHTS if embedder.name == BUNDLED_EMBEDDER else _WEIGHTS_OTHER
        self._weights = {view: weight for view, weight in weights.items() if view not in without}

    @property
    def views(self) -> tuple[str, ...]:
        """The names of the views of a passage that are searched."""
        return tuple(self._weights)

    def search(self, query: str, k: int = 10, *, among: Collection[str] | None = None) -> list[Hit]:
        """Return up to `k` hits, best first; `among` limits them to letters with these ids."""
        if not query.strip() or not self._ids:
            return []
        views = {**self._lexical.scores(query), "dense": self._dense(query)}
        scores = fuse({name: views[name] for name in self._weights}, self._weights)
        if among is not None:
            inside = [self.passages[i].letter_id in among for i in self._ids]
            scores = np.where(inside, scores, np.float32(0))
        hits = []
        for rank, i in enumerate(best(scores, k=k), 1):
            passage = self.passages[self._ids[i]]
            hits.append(Hit(passage, self.letters[passage.letter_id], rank, round(float(scores[i]), 6)))
        return hits

    def document_of(self, letter: Letter) -> Document:
        """Return the document that holds `letter`."""
        return self.documents[letter.document_id]

    def rarity(self, stem: str) -> float:
        """Return how much a word's stem tells about a passage, in [0, 1]: 1 for a word that no passage has."""
        return self._lexical.rarity(stem)

    def warm(self) -> None:
        """Load the embedder now, so that the first question need not wait for it."""
        self._embedder.load()

    def close(self) -> None:
        """Let go of what is held; the stores themselves need no closing."""
        self._ids = []

    def _dense(self, query: str) -> Scores:
        scores = np.zeros(len(self._ids), dtype=np.float32)
        for row, similarity in self._vectors.nearest(self._embedder.query(query), n=_NEAREST):
            place = self._place.get(row)
            if place is not None:  # else it belongs to a version that is no longer, or not yet, current
                scores[place] = max(similarity, 0.0)
        found = scores[scores > 0]
        # cosine similarities crowd together: what matters is how far a passage stands out from the farthest one found
        return np.where(scores > 0, scores - found.min(), 0).astype(np.float32) if found.size > 1 else scores


def open_library(settings: Settings, *, without: Collection[str] = ()) -> Library:
    """Open the index for asking; views named in `without` are not searched (to measure what each is worth).

    Raises NotIndexedError when nothing is indexed yet, StoreError when the index was made with other settings.
    """
    engine = open_catalog(settings)
    contents = read_contents(engine)
    engine.dispose()
    if not contents.passages:
        raise NotIndexedError(
            "Er zijn nog geen brieven geïndexeerd.",
            help="Voeg brieven toe met `briefwijzer index MAP`, bijvoorbeeld `briefwijzer index letters`.",
        )
    embedder = Embedder(choose_embedder(settings).name)
    if other := made_otherwise(contents.made_by, embedder.name):
        raise StoreError(
            other, help="Maak de index opnieuw met `briefwijzer index`, of zet BRIEFWIJZER_EMBEDDER terug."
        )
    made_by = contents.made_by
    vectors = VectorStore(settings, collection=made_by["collection"])
    if vectors.count() < len(contents.passages):
        raise StoreError("De opslag van vectoren mist passages.", help="Draai `briefwijzer index`: dat vult ze aan.")
    passages = contents.passages.values()
    lexical = open_lexical(
        [_key(contents, passage) for passage in passages],
        lambda: (f"{context_line(contents.letters[p.letter_id], p)}\n{p.text}" for p in passages),
        folder=settings.data / "lexical",
    )
    return Library(contents, lexical, vectors, embedder, without)


def made_otherwise(made_by: Mapping[str, str], embedder: str) -> str:
    """Return in Dutch how the index differs from what would be made now, or "" when it is what `embedder` makes."""
    if made_by["embedder"] != embedder or made_by["splitter"] != SPLITTER:
        made = f"{made_by['embedder']} (splitser {made_by['splitter']})"
        return f"De index is gemaakt met {made}, maar nu geldt {embedder} (splitser {SPLITTER})."
    if made_by["weights"] != fingerprint(embedder):
        return f"Het model in {embedder} is veranderd sinds de index ermee werd gemaakt."
    return ""


def _key(contents: Contents, passage: Passage) -> str:
    letter = contents.letters[passage.letter_id]
    return key(passage.id, contents.version[letter.document_id])
