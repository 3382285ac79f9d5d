"""How long tests wait at most."""

from __future__ import annotations

HANG_SECONDS = 120
"""Seconds: only what hangs takes this long, also on a machine that is busy with other work."""
PROCESS_SECONDS = 600
"""Seconds: the same for a process, which imports for a minute where the machine is busy."""
