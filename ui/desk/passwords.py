"""Passwords of staff: which are good enough, and their argon2id hashes."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from index.store.staff.people import name_key

SHORTEST, LONGEST = 12, 200
"""Characters."""

_COMMON = frozenset(
    "wachtwoord password welkom welcome geheim secret letmein admin administrator beheer beheerder "
    "briefwijzer qwerty qwertyuiop azerty".split()
)
_WORDS = re.compile(f"(?:{'|'.join(map(re.escape, sorted(_COMMON)))})+")
_OVER_AGAIN = re.compile(r"(.{3,})\1+")
_FEWEST = 5  # different characters
_hasher = PasswordHasher()
_at_once = threading.Semaphore(2)  # each takes 64 MiB, and anybody may ask for it


def weakness(password: str, name: str) -> Literal["", "short", "long", "name", "common"]:
    """Return why a password is refused for somebody with this name, "" where it is not.

    Common is one whose letters, without digits and signs, are common words or any word twice or more, or that has few
    characters.
    """
    if len(password) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    said = name_key(password)
    if name_key(name).replace(" ", "") in (_letters(said), said.replace(" ", "")):
        return "name"
    return "common" if _is_common(said) else ""


def hashed(password: str) -> str:
    """Return the argon2id hash of a password."""
    with _at_once:
        return _hasher.hash(password)


def is_right(password: str, hash: str | None) -> bool:
    """Return whether this is the password of that hash. Without a hash it takes as long, and is not."""
    try:
        with _at_once:
            return _hasher.verify(hash or _of_nobody(), password) and hash is not None
    except (Argon2Error, InvalidHashError):
        return False


def is_outdated(hash: str) -> bool:
    """Return whether a hash was made with less work, or otherwise, than one that is made now."""
    return _hasher.check_needs_rehash(hash)


@cache
def _of_nobody() -> str:
    return _hasher.hash("niemands wachtwoord")


def _is_common(said: str) -> bool:
    letters = _letters(said)
    if len(set(said)) < _FEWEST or not letters:
        return True
    return bool(_WORDS.fullmatch(letters) or _OVER_AGAIN.fullmatch(letters))


def _letters(said: str) -> str:
    return "".join(sign for sign in said if sign.isalpha())
