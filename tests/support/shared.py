"""The public letters, PDFs and question sets that lie beside the checkout; not part of the repository."""

import pytest

from tests.support.paths import ROOT

SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder ../shared with public letters and PDFs is not beside this checkout"
)
