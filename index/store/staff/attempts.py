"""How often somebody may try to sign in: slowed down for an account and for an address, never closed for good.

A browser in which an account was signed in before has only its own attempts on that account counted, so nobody can keep
a colleague out by failing on purpose: not from everywhere, and not from the address that they share.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from index.settings import Settings
from index.store.staff.people import name_key, token_id
from index.store.staff.tables import sign_in_attempts, staff, staff_browsers
from index.store.transactions import in_utc, opened_catalog, writing

WINDOW = timedelta(minutes=15)
"""Over how long attempts are counted."""

FROM_ONE_PLACE = 5
"""How often an account may be tried in that time from one address."""

FROM_ONE_ADDRESS = 30
"""How often any accounts may be tried from one address, from browsers in which they were not signed in before."""

ON_ONE_ACCOUNT = 30
"""How often an account may be tried from all browsers in which it was not signed in before."""

_BROWSER_DAYS = 180
_GATE = 0x62726965660006  # any number that no other program locks in this database


def begin_attempt(settings: Settings, name: str, *, address: str, browser: str) -> int:
    """Count an attempt to sign in as `name`; return 0, or without counting it, how many seconds to wait before the
    next. `browser` is the token of one in which somebody signed in before, "" for others. Raises StoreError.
    """
    now = datetime.now(UTC)
    account, place = token_id(name_key(name)), token_id(address)
    attempts = sign_in_attempts.c
    with opened_catalog(settings) as engine, writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # one at a time, or many at once would all find room
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_GATE})")
        known = _knows(connection, name, browser)
        connection.execute(delete(sign_in_attempts).where(attempts.at < now - WINDOW))
        limits = [
            (FROM_ONE_PLACE, (attempts.account == account) & (attempts.address == place) & (attempts.known == known))
        ]
        if not known:  # what others try counts only against others
            limits.append((FROM_ONE_ADDRESS, (attempts.address == place) & attempts.known.is_(False)))
            limits.append((ON_ONE_ACCOUNT, (attempts.account == account) & attempts.known.is_(False)))
        for most, which in limits:
            count, first = connection.execute(select(func.count(), func.min(attempts.at)).where(which)).one()
            if count >= most:
                return max(1, int((in_utc(first) + WINDOW - now).total_seconds()) + 1)
        row = {"account": account, "address": place, "known": known, "at": now}
        connection.execute(insert(sign_in_attempts).values(**row))
    return 0


def forget_attempts(settings: Settings, name: str, *, address: str) -> None:
    """Forget the attempts of an account from an address, now that it was signed in from there. Raises StoreError."""
    account, place = token_id(name_key(name)), token_id(address)
    with opened_catalog(settings) as engine, writing(engine) as connection:
        which = (sign_in_attempts.c.account == account) & (sign_in_attempts.c.address == place)
        connection.execute(delete(sign_in_attempts).where(which))


def know_browser(settings: Settings, staff_id: str, browser: str) -> str:
    """Return the token of a browser in which somebody has just signed in, a new one unless `browser` is theirs already.
    Raises StoreError.
    """
    now = datetime.now(UTC)
    with opened_catalog(settings) as engine, writing(engine) as connection:
        old = staff_browsers.c.seen_at < now - timedelta(days=_BROWSER_DAYS)
        same = (staff_browsers.c.id == token_id(browser)) & (staff_browsers.c.staff_id == staff_id)
        connection.execute(delete(staff_browsers).where(old | same))
        token = secrets.token_urlsafe(32)
        row = {"id": token_id(token), "staff_id": staff_id, "seen_at": now}
        connection.execute(insert(staff_browsers).values(**row))
    return token


def _knows(connection: Connection, name: str, browser: str) -> bool:
    query = select(staff_browsers.c.id).join_from(staff_browsers, staff)
    mine = (staff_browsers.c.id == token_id(browser)) & (staff.c.key == name_key(name))
    return bool(browser) and connection.execute(query.where(mine)).first() is not None
