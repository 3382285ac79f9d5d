"""The catalog's tables on staff. A change here comes with a migration in `index/store/migrations/versions`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Table, Text

from index.store.tables import metadata

staff = Table(
    "staff",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("key", String(240), nullable=False, unique=True),  # the name as names are compared
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=True),  # argon2id; None until one is chosen
    Column("identity", String(400), nullable=True, unique=True),  # at the organisation's own sign-in
    Column("link", String(64), nullable=True, unique=True),  # SHA-256 of the link with which a password is chosen
    Column("link_until", DateTime(timezone=True), nullable=True),
    Column("added_at", DateTime(timezone=True), nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of what the browser keeps
    Column("staff_id", String(16), ForeignKey("staff.id"), nullable=False, index=True),
    Column("began_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)

staff_browsers = Table(
    "staff_browsers",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of what the browser keeps
    Column("staff_id", String(16), ForeignKey("staff.id"), nullable=False, index=True),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account", String(64), nullable=False, index=True),  # SHA-256 of the name as names are compared
    Column("address", String(64), nullable=False, index=True),  # SHA-256 of the address it came from
    Column("known", Boolean, nullable=False),  # whether this account signed in from that browser before
    Column("at", DateTime(timezone=True), nullable=False, index=True),
)

staff_log = Table(
    "staff_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("who", String(100), nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", Text, nullable=False),  # on what: "" where it is about whoever did it
    Column("detail", Text, nullable=False),
)
