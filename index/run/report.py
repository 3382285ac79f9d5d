"""What an index run says while it works and when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from index.models.choose import EmbedderChoice
from index.read.inventory import FilePart

FileStatus = Literal["indexed", "unchanged", "duplicate", "failed", "skipped", "removed"]


@dataclass(frozen=True)
class IndexProgress:
    """`done` of `total` files are read, passages embedded or asked about; `name` is the file at hand."""

    stage: Literal["read", "embed", "ask"]
    done: int
    total: int
    name: str = ""


@dataclass(frozen=True)
class FileReport:
    """What became of one file. `reason`, `message` and `help` say why one was not read, and what to do.
    `skipped` is what nobody wants read: a link that leads nowhere or elsewhere.
    """

    name: str
    status: FileStatus
    letters: int = 0
    pages: int = 0
    passages: int = 0
    inventory: tuple[FilePart, ...] = ()
    reason: str | None = None
    message: str | None = None
    help: str | None = None


@dataclass(frozen=True)
class QuestionsReport:
    """Passages for which a language model thought of questions."""

    held: int = 0
    """Those in the index that have questions."""
    asked: int = 0
    """Those about which the model was asked in this run and gave a reply."""
    failed: tuple[tuple[str, str, int], ...] = ()
    """What went wrong, what to do about it, and with how many; most first."""
    left: int = 0
    """Those not asked about any more, because the model kept failing."""
    seconds: float = 0


@dataclass(frozen=True)
class IndexReport:
    """What an index run did. `embedded` counts the passages that were embedded."""

    files: tuple[FileReport, ...]
    embedded: int
    embedder: EmbedderChoice
    seconds: float
    totals: dict[str, int] = field(default_factory=dict)
    """Documents, letters and passages in the index after the run."""
    questions: QuestionsReport = QuestionsReport()
    mended: bool = False
    """Whether damaged vectors were found and replaced."""
    most: int | None = None
    """How many word pieces the embedder reads at once; None for any number."""
    too_long: int = 0
    """Passages in the index that have more, so that only their sentences were read to the end."""

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if file.status == "failed")
