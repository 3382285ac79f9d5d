"""Which embedder to use: the one that is set, else the packaged encoder, else the same model from a hub."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import SettingsError
from index.models.packaged.folder import PACKAGE, encoder_folder, encoder_hash, missing, packaged_file
from index.settings import DEFAULT_EMBEDDER, PACKAGED_EMBEDDER, Settings
from index.whole_file import write_whole

_HUB_SECONDS = 4.0
_END = 65_536  # bytes at the end of a file that are compared
_MEMORY = "embedder.json"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


@dataclass(frozen=True)
class EmbedderChoice:
    """`name` is what is loaded; `why` one Dutch line for the person who runs it."""

    name: str
    why: str


def choose_embedder(settings: Settings) -> EmbedderChoice:
    """Return the embedder for `settings`. Without a setting it is chosen once for a data folder and remembered there;
    when it can no longer be had, it is chosen anew. Raises SettingsError where none can be had.

    Takes a few seconds at most: a hub that does not answer counts as absent.
    """
    if settings.embedder:
        return EmbedderChoice(settings.embedder, "gekozen met BRIEFWIJZER_EMBEDDER")
    return _recall(settings) or _remember(settings, _decide())


def fingerprint(name: str) -> str:
    """Return what tells one state of a model's folder from another: names, sizes and ends of its
    files; for the packaged encoder what it is made of. "" for a hub's name. Raises SettingsError where the packaged
    encoder is meant and its package is not installed.

    A folder keeps its name when the model in it is trained further; the weights then end in other bytes.
    """
    if name == PACKAGED_EMBEDDER:
        if (source := packaged_file()) is None:
            raise missing()
        return encoder_hash(source)
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
        choice = EmbedderChoice(**json.loads((settings.data / _MEMORY).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # not there, or not what was written: then it is decided anew
        return None
    return choice if _can_be_had(choice.name) else None


def _can_be_had(name: str) -> bool:
    if name == PACKAGED_EMBEDDER:
        return packaged_file() is not None
    return local_folder(name) is not None or (name == DEFAULT_EMBEDDER and hub_has(name))


def _remember(settings: Settings, choice: EmbedderChoice) -> EmbedderChoice:
    if not settings.data.is_dir():
        return choice  # who only looks makes no folder
    write_whole(settings.data / _MEMORY, json.dumps(asdict(choice), ensure_ascii=False).encode())
    return choice


def _decide() -> EmbedderChoice:
    if packaged_file():
        return EmbedderChoice(PACKAGED_EMBEDDER, "meegeleverd en meertalig")
    if local_folder(DEFAULT_EMBEDDER):
        return EmbedderChoice(DEFAULT_EMBEDDER, "meertalig, staat in de lokale cache")
    if hub_has(DEFAULT_EMBEDDER):
        return EmbedderChoice(DEFAULT_EMBEDDER, "meertalig, wordt van de modelhub gehaald")
    raise SettingsError(
        f"Er is geen model voor zoeken op betekenis: het pakket {PACKAGE} is hier niet geïnstalleerd, en "
        f"{DEFAULT_EMBEDDER} staat niet in de lokale cache en is niet van de modelhub te halen.",
        help=f"{missing().help} Of zet BRIEFWIJZER_EMBEDDER op een map met een model.",
    )


def local_folder(name: str) -> Path | None:
    """Return the folder from which `name` is loaded without asking the hub: itself, that of the packaged encoder, which
    is put together at its first use, or one in the hub's cache, where a whole model was fetched before. None when it is
    not on this machine. Raises SettingsError where the packaged encoder cannot be put together.
    """
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    if name == PACKAGED_EMBEDDER:
        source = packaged_file()
        return encoder_folder(source) if source else None
    if Path(name).is_dir():
        return Path(name)
    try:
        cached = [try_to_load_from_cache(name, file) for file in ("modules.json", *_WEIGHTS)]
    except HFValidationError:  # a name that no model can have: a folder that is not there
        return None
    modules, *weights = (file if isinstance(file, str) else None for file in cached)
    return Path(modules).parent if modules and any(weights) else None


def hub_has(name: str) -> bool:
    """True when the hub answers within a few seconds that it has the model."""
    from huggingface_hub import HfApi
    from huggingface_hub.constants import HF_HUB_OFFLINE

    def look() -> bool:
        return not HF_HUB_OFFLINE and HfApi().model_info(name, timeout=_HUB_SECONDS).id is not None

    return _within(look, seconds=_HUB_SECONDS)


def _within(look: Callable[[], bool], *, seconds: float) -> bool:
    """Return what `look` says, or False when it fails or takes longer: a name server can hang where no timeout
    reaches.
    """
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
