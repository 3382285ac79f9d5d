"""Who works at the staff desk, and with what role. Passwords come here as hashes."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from index.settings import Settings
from index.store.catalog.connection import has_catalog
from index.store.staff.log import note
from index.store.staff.tables import staff, staff_browsers, staff_sessions
from index.store.transactions import in_utc, opened_catalog, reading, writing

StaffRole = Literal["reviewer", "editor", "admin"]
ROLES: tuple[StaffRole, ...] = ("reviewer", "editor", "admin")
"""Each may do what those before it may: judge answers; also keep the letters; also people and privacy."""

LONGEST_NAME = 80

_LINK_HOURS = 48


@dataclass(frozen=True)
class StaffMember:
    """Somebody who works at the desk. `added_at` is in UTC."""

    id: str
    name: str
    role: StaffRole
    added_at: datetime
    has_password: bool
    identity: str | None = None
    """Who they are at the organisation's own sign-in, where that has let them in."""

    def may(self, role: StaffRole) -> bool:
        """Return whether this is somebody who may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class StaffError(Exception):
    """What was asked about staff cannot be done; `reason` says why."""

    def __init__(self, reason: Literal["name_wrong", "name_taken", "role_wrong", "not_there", "last_admin"]) -> None:
        super().__init__(reason)
        self.reason = reason


def name_key(name: str) -> str:
    """Return a name as names are compared: without regard to capitals, spaces around it and the form of accents."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def token_id(token: str) -> str:
    """Return under what name the catalog keeps a token that only a browser has."""
    return hashlib.sha256(token.encode()).hexdigest()


def any_staff(settings: Settings) -> bool:
    """Return whether anybody works at the desk. Raises StoreError."""
    if not has_catalog(settings):
        return False
    with reading(settings) as connection:
        return connection.execute(select(staff.c.id).limit(1)).first() is not None


def read_staff(settings: Settings) -> list[StaffMember]:
    """Return everybody by name. Raises StoreError."""
    if not has_catalog(settings):
        return []
    with reading(settings) as connection:
        return [member_of(row) for row in connection.execute(select(staff).order_by(staff.c.key))]


def find_member(settings: Settings, name: str) -> tuple[StaffMember, str | None] | None:
    """Return who has this name, and the hash of their password. Raises StoreError."""
    if not name.isprintable():  # a database may refuse even to look for it
        return None
    return _find(settings, staff.c.key == name_key(name))


def find_member_by_id(settings: Settings, id: str) -> StaffMember:
    """Return who has this id. Raises StaffError where nobody has, and StoreError."""
    found = _find(settings, staff.c.id == id)
    if found is None:
        raise StaffError("not_there")
    return found[0]


def member_with_link(settings: Settings, link: str) -> StaffMember | None:
    """Return who may choose a password with this link, None where that is nobody or no longer. Raises StoreError."""
    found = _find(settings, (staff.c.link == token_id(link)) & (staff.c.link_until > datetime.now(UTC)))
    return found[0] if found else None


def add_staff(
    settings: Settings, name: str, *, role: StaffRole, by: str, password: str | None = None, identity: str | None = None
) -> StaffMember:
    """Add somebody, with the hash of a password where there is one. Raises StaffError and StoreError."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise StaffError("name_wrong")
    member = StaffMember(secrets.token_hex(6), name, role, datetime.now(UTC), password is not None, identity)
    row = {"id": member.id, "name": name, "key": name_key(name), "role": role, "added_at": member.added_at}
    with opened_catalog(settings) as engine, writing(engine) as connection:
        if connection.execute(select(staff.c.id).where(staff.c.key == name_key(name))).first():
            raise StaffError("name_taken")
        connection.execute(insert(staff).values(**row, password=password, identity=identity))
        note(connection, who=by, what="staff_added", subject=name, detail=role)
    return member


def organisation_member(settings: Settings, identity: str, *, name: str, role: StaffRole) -> StaffMember:
    """Return who has this identity at the organisation's own sign-in, added where they are new, with the role that it
    gives them now. A name that somebody else has here gets a number. Raises StoreError.
    """
    by = "organisatie"
    name = name[: LONGEST_NAME - 5]  # leaves room for the number
    with opened_catalog(settings) as engine, writing(engine) as connection:
        row = connection.execute(select(staff).where(staff.c.identity == identity).with_for_update()).first()
        if row is None:
            keys = {key for (key,) in connection.execute(select(staff.c.key))}
            names = (name, *(f"{name} ({number})" for number in range(2, len(keys) + 3)))
            free = next(each for each in names if name_key(each) not in keys)
            values = {"id": secrets.token_hex(6), "name": free, "key": name_key(free), "added_at": datetime.now(UTC)}
            connection.execute(insert(staff).values(**values, role=role, identity=identity))
            note(connection, who=by, what="staff_added", subject=free, detail=role)
        elif row.role != role:
            connection.execute(update(staff).where(staff.c.id == row.id).values(role=role))
            note(connection, who=by, what="role_changed", subject=row.name, detail=f"{row.role} → {role}")
        return member_of(connection.execute(select(staff).where(staff.c.identity == identity)).one())


def change_role(settings: Settings, id: str, role: StaffRole, *, by: str) -> None:
    """Give somebody another role. Raises StaffError where nobody would be admin any more, and StoreError."""
    with opened_catalog(settings) as engine, writing(engine) as connection:
        row = _held(connection, id)
        if row.role == role:
            return
        if row.role == "admin":
            _keep_an_admin(connection, id)
        connection.execute(update(staff).where(staff.c.id == id).values(role=role))
        note(connection, who=by, what="role_changed", subject=row.name, detail=f"{row.role} → {role}")


def remove_staff(settings: Settings, id: str, *, by: str) -> None:
    """Remove somebody with their sessions. Raises StaffError where nobody would be admin any more, and StoreError."""
    with opened_catalog(settings) as engine, writing(engine) as connection:
        row = _held(connection, id)
        if row.role == "admin":
            _keep_an_admin(connection, id)
        for table in (staff_sessions, staff_browsers):
            connection.execute(delete(table).where(table.c.staff_id == id))
        connection.execute(delete(staff).where(staff.c.id == id))
        note(connection, who=by, what="staff_removed", subject=row.name)


def set_password(settings: Settings, id: str, password: str, *, by: str, link: str | None = None) -> None:
    """Keep the hash of a new password, and end all sessions and the link with which it was chosen. With `link`, that
    must still be theirs. Raises StaffError and StoreError.
    """
    with opened_catalog(settings) as engine, writing(engine) as connection:
        row = _held(connection, id)
        if link is not None and row.link != token_id(link):  # used by another request meanwhile
            raise StaffError("not_there")
        values = {"password": password, "link": None, "link_until": None}
        connection.execute(update(staff).where(staff.c.id == id).values(**values))
        connection.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == id))
        note(connection, who=by, what="password_set", subject=row.name)


def renew_hash(settings: Settings, id: str, *, old: str, new: str) -> None:
    """Keep another hash of the same password, unless it was changed meanwhile; sessions go on. Raises StoreError."""
    same = (staff.c.id == id) & (staff.c.password == old)
    with opened_catalog(settings) as engine, writing(engine) as connection:
        connection.execute(update(staff).where(same).values(password=new))


def new_link(settings: Settings, id: str, *, by: str) -> str:
    """Return a link with which somebody chooses a password, once and within two days; an earlier one ends. Raises
    StaffError and StoreError.
    """
    link = secrets.token_urlsafe(32)
    until = datetime.now(UTC) + timedelta(hours=_LINK_HOURS)
    with opened_catalog(settings) as engine, writing(engine) as connection:
        row = _held(connection, id)
        connection.execute(update(staff).where(staff.c.id == id).values(link=token_id(link), link_until=until))
        note(connection, who=by, what="link_made", subject=row.name)
    return link


def member_of(row: Any) -> StaffMember:
    """Return who stands in a row of the table."""
    return StaffMember(row.id, row.name, row.role, in_utc(row.added_at), row.password is not None, row.identity)


def _find(settings: Settings, which: ColumnElement[bool]) -> tuple[StaffMember, str | None] | None:
    if not has_catalog(settings):
        return None
    with reading(settings) as connection:
        row = connection.execute(select(staff).where(which)).first()
    return (member_of(row), row.password) if row else None


def _held(connection: Connection, id: str) -> Any:
    """Return the row of somebody; no admin changes before the transaction ends."""
    wanted = select(staff).where(or_(staff.c.id == id, staff.c.role == "admin")).order_by(staff.c.id)
    row = next((row for row in connection.execute(wanted.with_for_update()) if row.id == id), None)
    if row is None:
        raise StaffError("not_there")
    return row


def _keep_an_admin(connection: Connection, id: str) -> None:
    others = select(func.count()).select_from(staff).where(staff.c.role == "admin", staff.c.id != id)
    if not connection.execute(others).scalar():
        raise StaffError("last_admin")
