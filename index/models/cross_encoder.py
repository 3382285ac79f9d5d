"""A cross-encoder of sentence-transformers, by name or folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.models.choose import hub_has
from index.models.faults import cannot_load


def open_cross_encoder(name: str, *, what: str, setting: str, help: str) -> Any:
    """Return the model. Raises SettingsError, which names `what` it is in Dutch and the `setting` that names it."""
    from sentence_transformers import CrossEncoder

    try:
        try:
            return CrossEncoder(name, local_files_only=True)
        except Exception:
            if Path(name).is_dir() or not hub_has(name):  # the hub is asked only for what is not on this machine
                raise
            return CrossEncoder(name)
    except Exception as fault:  # the library raises what its many backends raise
        raise cannot_load(fault, what=f"{what} {name}", setting=setting, help=help) from fault
