"""How long tests wait at most."""

from __future__ import annotations

HANG_SECONDS = 120
"""Seconds: only what hangs takes this long, also on a machine that is busy with other work."""
