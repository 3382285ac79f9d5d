"""Sessions of staff: of what a browser keeps the catalog has only the hash, so all server processes know them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select, update

from index.errors import StoreError
from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.staff.log import note
from index.store.staff.people import StaffError, StaffMember, member_of, token_id
from index.store.staff.tables import staff, staff_log, staff_sessions
from index.store.transactions import in_utc, opened_catalog, reading, writing

IDLE = timedelta(hours=1)
"""How long a session lasts after its last request."""

LONGEST = timedelta(hours=12)
"""How long it lasts at all."""

LOGGED = timedelta(days=730)
"""How long the log keeps what was done; older entries go when somebody signs in."""

_NOTED_EVERY = timedelta(minutes=1)  # a request that comes sooner after another is not written down


def begin_session(settings: Settings, staff_id: str, *, name: str) -> str:
    """Return the token of a new session; expired sessions and old entries of the log go. Raises StoreError."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    old = or_(staff_sessions.c.seen_at < now - IDLE, staff_sessions.c.began_at < now - LONGEST)
    with opened_catalog(settings) as engine, writing(engine) as connection:
        connection.execute(delete(staff_sessions).where(old))
        connection.execute(delete(staff_log).where(staff_log.c.at < now - LOGGED))
        row = {"id": token_id(token), "staff_id": staff_id, "began_at": now, "seen_at": now}
        connection.execute(insert(staff_sessions).values(**row))
        note(connection, who=name, what="signed_in")
    return token


def member_in_session(settings: Settings, token: str) -> StaffMember | None:
    """Return whose session this is, None where it has ended or expired. Raises StoreError."""
    if not token or not has_catalog(settings):
        return None
    now, id = datetime.now(UTC), token_id(token)
    query = select(staff, staff_sessions.c.began_at, staff_sessions.c.seen_at).join_from(staff_sessions, staff)
    with reading(settings) as connection:
        row = connection.execute(query.where(staff_sessions.c.id == id)).first()
    if row is None or now - in_utc(row.seen_at) > IDLE or now - in_utc(row.began_at) > LONGEST:
        return None
    if now - in_utc(row.seen_at) > _NOTED_EVERY:
        # who only looks does not wait for others that write; the next request notes it
        with suppress(StoreError), opened_catalog(settings) as engine, writing(engine, wait=0) as connection:
            connection.execute(update(staff_sessions).where(staff_sessions.c.id == id).values(seen_at=now))
    return member_of(row)


def count_sessions(settings: Settings) -> Mapping[str, int]:
    """Return how many sessions last by the id of whose they are. Raises StoreError."""
    now, sessions = datetime.now(UTC), staff_sessions.c
    lasting = (sessions.seen_at >= now - IDLE) & (sessions.began_at >= now - LONGEST)
    query = select(sessions.staff_id, func.count()).where(lasting).group_by(sessions.staff_id)
    with reading(settings) as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def end_session(settings: Settings, token: str, *, name: str) -> None:
    """End a session. Raises StoreError."""
    with opened_catalog(settings) as engine, writing(engine) as connection:
        connection.execute(delete(staff_sessions).where(staff_sessions.c.id == token_id(token)))
        note(connection, who=name, what="signed_out")


def end_sessions(settings: Settings, staff_id: str, *, by: str) -> int:
    """End all sessions of somebody; return how many there were. Raises StaffError where they are not there, and
    StoreError.
    """
    with opened_catalog(settings) as engine, writing(engine) as connection:
        name = connection.execute(select(staff.c.name).where(staff.c.id == staff_id)).scalar()
        if name is None:
            raise StaffError("not_there")
        ended = connection.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == staff_id)).rowcount
        note(connection, who=by, what="sessions_ended", subject=name)
    return ended
