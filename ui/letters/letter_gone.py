"""The page where a letter is not, or no longer: it leads to those that are there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from index.search.library import Library
from ui.web.links import letter_link
from ui.web.render import page
from ui.wording.display import letter_name

_LISTED = 10


def letter_gone(request: Request, letter_id: str, library: Library) -> Response:
    """Say that no letter has this id, and which ones there are: what its file has by now, else the newest."""
    newest_first = sorted(library.letters.values(), key=lambda each: each.date or "", reverse=True)
    file = _file_of(letter_id)
    same_file = [each for each in newest_first if file and _file_of(each.id) == file]
    return page(
        request,
        "letter_gone.html",
        status=404,
        same_file=bool(same_file),
        letters=(same_file or newest_first)[:_LISTED],
        letter_link=letter_link,
        letter_name=letter_name,
    )


def _file_of(letter_id: str) -> str:
    """Return which file a letter is of: its id ends in its number there, which goes when the file is cut anew."""
    return letter_id.rpartition("-")[0]
