"""What staff decided of letters and files, as rows of the catalog; within a transaction of whoever calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from index.letters.corrections import LetterCorrection, LetterPlace, Replacement
from index.store import tables


@dataclass(frozen=True)
class Deletion:
    """A file that staff deleted, known by the SHA-256 of its bytes; `deleted_at` is in UTC."""

    document_id: str
    name: str
    deleted_at: datetime


def correction_rows(connection: Connection) -> list[LetterCorrection]:
    """Return all corrections, by document and place."""
    table = tables.corrections
    rows = connection.execute(select(table).order_by(table.c.document_id, table.c.start))
    return [_correction(row._mapping) for row in rows]


def put_corrections(connection: Connection, document_id: str, corrections: Iterable[LetterCorrection]) -> None:
    """Put `corrections` in the place of all that there were of the document; those that say nothing are left out."""
    table = tables.corrections
    connection.execute(delete(table).where(table.c.document_id == document_id))
    for each in corrections:
        if not each.says_nothing:
            values = {
                "begins": each.begins,
                "fields": dict(each.fields),
                "hidden": each.hidden,
                "replaced_by": _replacement_row(each.replaced_by) if each.replaced_by else None,
            }
            connection.execute(insert(table).values(document_id=document_id, **asdict(each.place), **values))


def deletion_rows(connection: Connection) -> dict[str, Deletion]:
    """Return the files that staff deleted, by the SHA-256 of their bytes."""
    found = {}
    for row in connection.execute(select(tables.deletions)):
        at = row.deleted_at  # SQLite keeps no zone; PostgreSQL gives the time in the zone of the connection
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        found[row.document_id] = Deletion(row.document_id, row.name, at)
    return found


def _correction(row: Any) -> LetterCorrection:
    return LetterCorrection(
        row["document_id"],
        LetterPlace(row["start"], row["length"], row["words"]),
        row["begins"],
        dict(row["fields"]),
        row["hidden"],
        _replacement(row["replaced_by"]) if row["replaced_by"] else None,
    )


def _replacement_row(named: Replacement) -> dict[str, object]:
    return {"document_id": named.document_id, **asdict(named.place)}


def _replacement(row: Any) -> Replacement:
    return Replacement(row["document_id"], LetterPlace(row["start"], row["length"], row["words"]))
