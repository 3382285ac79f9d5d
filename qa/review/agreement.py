"""How far two judges agree. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

ENOUGH = 20
"""Things that both judged, below which kappa says little: one other verdict moves it too far."""


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa, (p_o - p_e) / (1 - p_e): `pairs` are what two judges say of the same things, p_o the share
    on which they agree, and p_e the share that their rates of each verdict give by chance. 1 is full agreement, 0 what
    chance gives. None where it is not defined: nothing was judged, or both always say the same one thing.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
    """
    n = len(pairs)
    if not n:
        return None
    one, other = [first for first, _ in pairs], [second for _, second in pairs]
    by_chance = sum(one.count(verdict) * other.count(verdict) for verdict in {*one, *other})  # times n²
    agreed = n * sum(first == second for first, second in pairs)
    return (agreed - by_chance) / (n * n - by_chance) if by_chance < n * n else None
