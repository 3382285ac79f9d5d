"""A page of our own from its template: escaped, in the reader's language, inside the frame that all pages have.

Templates lie in the `templates` folder of each face; each extends `base.html`. A template sees `say(key, **values)` for
the texts of `ui.wording.interface`, `language`, `base` (the root path), `here` (the page's path from there) and what
it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ui.web.language import PARAMETER, language_of, remember
from ui.wording.interface import LANGUAGES, text

PAGES: Sequence[tuple[str, str]] = (("/", "frame.ask"), ("/brieven", "letters.page"), ("/onderwerpen", "themes.page"))
"""The pages that every page leads to: path, key of the text."""

ABOUT_PAGES: Sequence[tuple[str, str]] = (("/over", "about.page"), ("/toegankelijkheid", "accessibility.page"))
"""The pages at the foot of every page, in the same way."""

_ROOMS = Path(__file__).parents[1]
_environment = Environment(
    loader=FileSystemLoader(sorted(_ROOMS.glob("*/templates"))),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # a newer version that is laid over it does not break a server that runs
)


def page(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return the page that `template` makes of `values`."""
    language = language_of(request)
    other = next(code for code in LANGUAGES if code != language)
    base = request.scope.get("root_path", "")
    html = _environment.get_template(template).render(
        say=partial(_say, language),
        language=language,
        here=request.url.path.removeprefix(base),
        base=base,
        pages=PAGES,
        about_pages=ABOUT_PAGES,
        other_language=other,
        in_other_language="?" + urlencode({**request.query_params, PARAMETER: other}),
        **values,
    )
    response = HTMLResponse(html, status_code=status)
    remember(request, response)
    return response


def not_found(request: Request) -> HTMLResponse:
    """Return the page for an address that leads nowhere."""
    return page(request, "not_found.html", status=404)


def _say(language: str, key: str, **values: object) -> str:
    return text(key, language, **values)
