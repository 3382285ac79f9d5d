"""What readers should see now, by name: another name whenever a run has made something else whole.

A published state has the name of its folder. Where a server keeps the catalog or the vectors nothing is copied: there a
run notes in the catalog what it left, under a name that is made of all of it, so that what is the same has the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, replace

from index.settings import Settings
from index.store.catalog.connection import Catalog, has_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.meta import read_meta, write_meta
from index.store.states import has_states, newest_state
from index.store.transactions import opened_catalog

_NOTED = "published"
_OF_RUNS = ("state", _NOTED)


def published(settings: Settings) -> str | None:
    """Return the name of what readers should see, None where nothing was published. Raises StoreError."""
    if has_states(settings):
        state = newest_state(settings)
        return state.name if state else None
    if not has_catalog(settings):
        return None
    with opened_catalog(settings) as catalog:
        return read_meta(catalog).get(_NOTED)


def noted_in(contents: Contents) -> str | None:
    """Return the name that was noted when `contents` were read: of what was whole last, while a run is at work."""
    return contents.made_by.get(_NOTED)


def note_published(catalog: Catalog, contents: Contents) -> None:
    """Note that readers should see `contents`, which is all that the catalog holds."""
    name = _name(visible(contents))
    if name != noted_in(contents):
        write_meta(catalog, {_NOTED: name})


def visible(contents: Contents) -> Contents:
    """Return `contents` without what only runs look at."""
    made_by = {name: value for name, value in contents.made_by.items() if name not in _OF_RUNS}
    return replace(contents, made_by=made_by)


def _name(contents: Contents) -> str:
    digest = hashlib.sha256()
    for field in fields(contents):
        held = getattr(contents, field.name)
        for row in sorted(map(repr, held.items() if isinstance(held, Mapping) else held)):
            digest.update(row.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:24]
