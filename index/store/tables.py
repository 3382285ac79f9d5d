"""The catalog's tables. A change here comes with a migration in `index/store/migrations/versions`."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("media_type", String(128), nullable=False),
    Column("text", Text, nullable=False),
    Column("page_starts", JSON, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("inventory", JSON, nullable=False),  # what it holds beside its text, and what of that was read
    Column("version", String(16), nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),  # absolute
    Column("name", Text, nullable=False),  # relative to the indexed folder
    Column("sha256", String(64), nullable=False),
    Column("read_by", String(16), nullable=False),  # what rules read it; other rules read it again
    Column("document_id", String(64), ForeignKey("documents.id"), nullable=True, index=True),
    Column("reason", String(32), nullable=True),  # why it was not read
    Column("message", Text, nullable=True),
    Column("help", Text, nullable=True),
)

letters = Table(
    "letters",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document_id", String(64), ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("title", Text, nullable=True),
    Column("sender", Text, nullable=True),
    Column("recipient", Text, nullable=True),
    Column("date", String(10), nullable=True),
    Column("reference", Text, nullable=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("found", JSON, nullable=False),  # what the text says of the data that staff corrected
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("letter_id", String(32), ForeignKey("letters.id"), nullable=False, index=True),
    Column("document_id", String(64), ForeignKey("documents.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("questions", JSON, nullable=False),  # those that are searched with this version of the document
)

questions = Table(
    "questions",
    metadata,
    Column("passage", String(64), primary_key=True),  # the passage's words, whatever document they stand in
    Column("model", Text, nullable=False),
    Column("prompt", String(64), nullable=False),
    Column("questions", JSON, nullable=False),
)

# By place in the bytes of a file, not by letter: what staff decide stays when the file leaves the index and comes back.
corrections = Table(
    "corrections",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("length", Integer, nullable=False),  # letters and digits from `start` on that tell the place
    Column("words", String(64), primary_key=True),  # their SHA-256: no words of a letter stay behind here
    Column("begins", Boolean, nullable=True),  # whether a letter begins here; null: as the text says
    Column("fields", JSON, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("replaced_by", JSON, nullable=True),  # document, start, length, words
)

deletions = Table(
    "deletions",
    metadata,
    Column("document_id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("deleted_at", DateTime(timezone=True), nullable=False),
)
