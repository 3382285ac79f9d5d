"""The index that the page opens on."""

from __future__ import annotations

from index.errors import BusyError, NotIndexedError, StoreError
from index.run.run import belongs_in_index, index_paths
from index.search.library import Library, open_library
from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.states import has_states, newest_state
from ui.cli.frame import errors, out, progress_bars
from ui.cli.print_answers import print_report


def page_library(settings: Settings) -> Library | None:
    """Bring the letters' folder up to date where it belongs in the index, and open the index; None where a catalog has
    no letters yet, which is said: staff may be in it, who add the first ones at the desk.

    While another process indexes, the index is opened as it was published last, and that is said. Raises BusyError
    where it cannot be opened before that process has ended, otherwise as `index_paths` and `open_library` do.
    """
    try:
        if belongs_in_index(settings):
            _bring_up_to_date(settings)
    except BusyError as busy:
        return _published(settings, busy)
    try:
        return open_library(settings)
    except NotIndexedError as nothing:
        if not has_catalog(settings):
            raise
        errors().print(
            f"{nothing.message} De pagina begint zonder brieven; ze komen er vanzelf bij.",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
        return None


def _bring_up_to_date(settings: Settings) -> None:
    with progress_bars() as step:
        report = index_paths([settings.letters], settings=settings, on_progress=step)
    if any(file.status != "unchanged" for file in report.files):
        print_report(out(), report)


def _published(settings: Settings, busy: BusyError) -> Library:
    if has_states(settings) and newest_state(settings) is None:
        raise busy  # the stores themselves are being written
    try:
        library = open_library(settings)
    except (NotIndexedError, StoreError):
        raise busy from None  # nothing to ask yet, or made otherwise than is now set: what the other run is mending
    errors().print(
        "Er wordt al geïndexeerd in deze gegevensmap. De pagina begint met de brieven die er al zijn; nieuwe komen er "
        "vanzelf bij.",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip
    return library
