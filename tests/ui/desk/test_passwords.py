"""Which passwords are refused, and how they are kept."""

from __future__ import annotations

import pytest

from ui.desk.passwords import hashed, is_right, weakness


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("vier losse natte kamelen", ""),
        ("Tr0ub4dor&3xyz", ""),
        ("kort", "short"),
        ("a" * 201, "long"),
        ("Noor de Vries", "name"),
        ("NoorDeVries123", "name"),
        ("noor.de.vries", "name"),
        ("Wachtwoord123!", "common"),
        ("welkomwelkom1", "common"),
        ("!!Welkom2026!!", "common"),
        ("Zomer2026!Zomer", "common"),
        ("geheim-Welkom-geheim", "common"),
        ("zomer en winterzon", ""),
        ("123456789012", "common"),
        ("aaaabbbbaaaab", "common"),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, why: str) -> None:
    assert weakness(password, "Noor de Vries") == why


def test_a_password_is_kept_as_argon2id() -> None:
    hash = hashed("vier losse natte kamelen")
    assert hash.startswith("$argon2id$v=19$m=65536,")
    assert hash != hashed("vier losse natte kamelen")
    assert is_right("vier losse natte kamelen", hash)
    assert not is_right("vier losse natte kamelen ", hash)
    assert not is_right("niemands wachtwoord", None)
    assert not is_right("niemands wachtwoord", "geen hash")
