"""Where the checkout, its letters, the tests' data and the shared letters lie."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
LETTERS = ROOT / "letters"
"""The bundled letters."""

SHARED = ROOT.parent / "shared"
"""The public letters, PDFs and question sets that lie beside the checkout; not part of the repository."""

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder ../shared with public letters and PDFs is not beside this checkout"
)
