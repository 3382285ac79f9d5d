"""The public letters, PDFs and question sets that lie beside the checkout; not part of the repository."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder ../shared with public letters and PDFs is not beside this checkout"
)
