"""Small drawings beside words, in the colour of the text; people who do not see them miss nothing. Pure."""

from __future__ import annotations

from collections.abc import Mapping

_PATHS: Mapping[str, str] = {
    "answered": "M5 12.5l4.5 4.5L19 7.5",
    "partial": "M12 4a8 8 0 0 1 0 16zM12 4a8 8 0 0 0 0 16v-1.5a6.5 6.5 0 0 1 0-13z",
    "nearest": "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
    "not_found": "M6 6l12 12M18 6L6 18",
    "refused": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 6.5l11 11",
    "stopped": "M7 7h10v10H7z",
}
_FILLED = frozenset(("partial", "stopped"))


def icon_html(name: str) -> str:
    """Return the drawing for a state of an answer."""
    filled = " bw-filled" if name in _FILLED else ""
    return (
        f'<svg class="bw-icon{filled}" aria-hidden="true" focusable="false" viewBox="0 0 24 24">'
        f'<path d="{_PATHS[name]}"></path></svg>'
    )
