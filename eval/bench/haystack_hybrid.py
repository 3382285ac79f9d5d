"""Haystack's usual hybrid: BM25 and embeddings side by side, joined by reciprocal rank. Runs in an
environment of its own.

Its documentation puts these components together so (docs.haystack.deepset.ai, "DocumentJoiner" and "Retrievers");
everything that is not said here is left as the library has it, such as ten documents a retriever.

    python -P haystack_hybrid.py IN.json OUT.json

IN: `{"passages": [text], "questions": [text], "k": int, "model": folder, "prompts": {"query": text, "document": text},
"vectors": file}`. OUT:
`{"version", "rankings": [[place]], "milliseconds": [float]}`, one of each a question. The passages' vectors are kept in
`vectors`, and read from there when present.
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from haystack import Document, Pipeline  # type: ignore[import-not-found]
from haystack.components.joiners import DocumentJoiner  # type: ignore[import-not-found]
from haystack.components.retrievers.in_memory import (  # type: ignore[import-not-found]
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore  # type: ignore[import-not-found]
from haystack_integrations.components.embedders.sentence_transformers import (  # type: ignore[import-not-found]
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)


def main(given: Path, result: Path) -> None:
    asked = json.loads(given.read_text(encoding="utf-8"))
    # an id of its own for each: Haystack takes passages of equal text for one document
    documents = [Document(id=str(place), content=text) for place, text in enumerate(asked["passages"])]
    store = InMemoryDocumentStore()
    store.write_documents(_embedded(documents, asked, Path(asked["vectors"])))
    torch.set_num_threads(1)  # for a question, as every system of the benchmark has it
    pipeline = _hybrid(store, asked)

    def search(question: str) -> list[int]:
        found = pipeline.run({"text_embedder": {"text": question}, "bm25_retriever": {"query": question}})
        return [int(document.id) for document in found["joiner"]["documents"][: asked["k"]]]

    search(asked["questions"][0])  # loads what is loaded at the first question
    rankings, milliseconds = [], []
    for question in asked["questions"]:
        since = time.perf_counter()
        rankings.append(search(question))
        milliseconds.append((time.perf_counter() - since) * 1000)
    said = {"version": version("haystack-ai"), "rankings": rankings, "milliseconds": milliseconds}
    result.write_text(json.dumps(said), encoding="utf-8")


def _embedded(documents: list[Document], asked: dict[str, Any], path: Path) -> list[Document]:
    if path.exists():
        vectors = np.load(path)
    else:
        embedder = SentenceTransformersDocumentEmbedder(
            model=asked["model"], prefix=asked["prompts"]["document"], progress_bar=False
        )
        embedder.warm_up()
        vectors = np.array([document.embedding for document in embedder.run(documents)["documents"]], dtype=np.float32)
        unfinished = path.with_suffix(".new.npy")
        np.save(unfinished, vectors)
        unfinished.replace(path)
    for document, vector in zip(documents, vectors, strict=True):
        document.embedding = vector.tolist()
    return documents


def _hybrid(store: InMemoryDocumentStore, asked: dict[str, Any]) -> Pipeline:
    pipeline = Pipeline()
    pipeline.add_component(
        "text_embedder",
        SentenceTransformersTextEmbedder(model=asked["model"], prefix=asked["prompts"]["query"], progress_bar=False),
    )
    pipeline.add_component("embedding_retriever", InMemoryEmbeddingRetriever(document_store=store))
    pipeline.add_component("bm25_retriever", InMemoryBM25Retriever(document_store=store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("text_embedder.embedding", "embedding_retriever.query_embedding")
    pipeline.connect("bm25_retriever", "joiner")
    pipeline.connect("embedding_retriever", "joiner")
    return pipeline


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
