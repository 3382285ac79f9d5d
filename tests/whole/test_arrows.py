"""Each foreign library is imported by one file: whoever replaces it changes that one. Others are named here, with why.

Which room of ours may use which other one is in pyproject.toml, for import-linter.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict

from tests.support.paths import ROOT

PACKAGES = ("eval", "index", "prompts", "qa", "ui")

ONE_FILE = {
    "argon2": "ui/desk/passwords.py",
    "authlib": "ui/desk/organisation.py",
    "bs4": "index/read/html/page.py",
    "docx": "ui/page/export/word.py",
    "chromadb": "index/store/vectors.py",
    "PIL": "index/read/pdf/pdfium.py",
    "joserfc": "ui/desk/organisation.py",
    "huggingface_hub": "index/models/choose.py",
    "ijson": "qa/llm/draft.py",
    "limits": "ui/web/rate.py",
    "lxml": "index/read/word/package.py",
    "litellm": "qa/llm/client.py",
    "mcp": "ui/api/tools.py",
    "odf": "index/read/odt/document.py",
    "olefile": "index/read/ole.py",
    "openai": "qa/llm/faults.py",
    "py3langid": "index/dutch/language.py",
    "prometheus_client": "ui/monitoring/metrics.py",
    "pythonjsonlogger": "ui/monitoring/logs.py",
    "opentelemetry": "ui/monitoring/traces.py",
    "pydantic_settings": "index/settings.py",
    "simplemma": "index/dutch/dictionaries.py",
    "typst": "ui/page/export/pdf.py",
    "uvicorn": "ui/serve.py",
}

SEVERAL = {
    # what one model of two kinds is: a bi-encoder embeds, a cross-encoder compares
    "sentence_transformers": (
        "index/models/embed.py",
        "index/models/entail.py",
        "eval/bench/",
        "eval/learn/encoder/network.py",
    ),
    "torch": ("index/models/embed.py", "index/models/entail.py", "eval/bench/", "eval/learn/"),
    "transformers": ("eval/learn/reader/network.py",),
    "safetensors": (
        "index/models/packaged/weights.py",
        "eval/learn/encoder/__main__.py",
        "eval/learn/reader/__main__.py",
    ),
    # the connection that can be cut, the faults that come out of it, and sessions with another's or our own pages
    "httpx": ("qa/llm/connection.py", "qa/llm/faults.py", "ui/desk/organisation.py", "eval/bench/taking_in.py"),
    # a catalog in tables of two kinds, and what brings an older one up to date
    "sqlalchemy": ("index/store/",),
    "alembic": ("index/store/catalog/schema.py", "index/store/migrations/"),
    # frameworks of a face are what its room is written in
    "gradio": ("ui/page/gradio_queue.py",),
    "fastapi": ("ui/",),
    "anyio": ("ui/api/events.py", "ui/page/routes.py"),
    "starlette": ("ui/",),
    # templates of pages: the report's, and those of the web
    "jinja2": ("eval/report/page.py", "ui/web/render.py"),
    "markupsafe": ("eval/report/page.py",),
    "rich": ("ui/cli/", "eval/cli.py", "eval/progress.py", "eval/report/", "eval/check/sick_nl.py", "eval/bench/"),
    "typer": ("ui/cli/", "eval/__main__.py", "eval/cli.py", "eval/learn/", "eval/check/sick_nl.py", "eval/bench/"),
    # data from outside is checked where it enters
    "pydantic": ("index/settings.py", "qa/llm/draft.py", "ui/cli/frame.py", "ui/api/", "ui/page/", "eval/"),
    # what a page draws is pdfium's, wherever it is looked at
    "pypdfium2": ("index/read/pdf/",),
    "pypdf": ("index/read/pdf/opened.py",),
    # what one process does at a time: an index and its run, what waits to be taken in, the questions of staff
    "filelock": (
        "index/run/alone.py",
        "index/run/background.py",
        "index/run/waiting.py",
        "index/run/waiting_letters.py",
        "index/store/review/cases.py",
    ),
    # arrays go from hand to hand
    "numpy": ("index/", "qa/", "eval/"),
    # what is learned, and questions that are alike
    "sklearn": ("eval/learn/", "qa/review/unanswered.py"),
    # peers that Briefwijzer is measured against
    "Stemmer": ("index/dutch/words.py", "eval/bench/peers.py"),
    "bm25s": ("index/search/lexical.py", "eval/bench/peers.py"),
    "haystack": ("eval/bench/haystack_hybrid.py",),
    "haystack_integrations": ("eval/bench/haystack_hybrid.py",),
}


def importers() -> dict[str, set[str]]:
    """Return by foreign library the files that import it, wherever in them."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for library in {name.partition(".")[0] for name in names} - {*PACKAGES, *sys.stdlib_module_names}:
                found[library].add(path.relative_to(ROOT).as_posix())
    return found


def test_a_foreign_library_is_imported_by_one_file() -> None:
    alone = {library: files for library, files in importers().items() if library not in SEVERAL}
    assert alone == {library: {file} for library, file in ONE_FILE.items()}


def test_one_that_several_import_stays_where_it_is_named() -> None:
    found = importers()
    for library, places in SEVERAL.items():
        strays = [file for file in found[library] if not file.startswith(places)]
        assert not strays, library
        assert all(any(file.startswith(place) for file in found[library]) for place in places), f"{library}: not there"
