"""Work beside a server, in threads: files that were sent are read, and those that are taken in are indexed, one run at
a time, with its log in the data folder, where every process that serves it can read how far it is.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime

from index.errors import BriefwijzerError, BusyError
from index.run.report import FileReport, IndexProgress
from index.run.run import forget_paths, index_paths
from index.run.uploads import uploads_folder
from index.run.waiting import WaitingFile, drop, take, waiting_files
from index.run.waiting_letters import read_waiting
from index.settings import Settings
from index.store.catalog.reading import read_media_types
from index.store.corrections import undo_deletion
from index.store.data_folder import RUN_LOG
from index.store.transactions import opened_catalog
from index.whole_file import write_whole

logger = logging.getLogger(__name__)

_WAIT = 1.0  # seconds between two tries while another run is at work
_GIVE_UP = 3_600.0  # seconds of waiting
_BETWEEN = 0.5  # seconds between two notes of how far it is
_SILENT = 900.0  # seconds without a note after which a run is taken for killed


@dataclass(frozen=True)
class RunFile:
    """What became of one file, with the number of its letters: a `FileReport` for people, or an upload that was not
    taken.
    """

    name: str
    status: str
    lines: tuple[str, ...] = ()
    letters: int = 0


@dataclass(frozen=True)
class RunLog:
    """The last run beside a server. `noted_at` is when it last said how far it is; `ended_at` is None until it ends.
    Times are in UTC, as ISO 8601. `name` is the file at hand, "" between files. `fault` is why it could not be done,
    in Dutch.
    """

    by: str
    started_at: str
    noted_at: str
    ended_at: str | None = None
    stage: str = "wait"
    done: int = 0
    total: int = 0
    name: str = ""
    files: tuple[RunFile, ...] = field(default_factory=tuple)
    fault: str = ""

    @property
    def at_work(self) -> bool:
        """True while it has not ended and goes on saying how far it is."""
        silent = datetime.now(UTC) - datetime.fromisoformat(self.noted_at)
        return self.ended_at is None and silent.total_seconds() < _SILENT


def read_run_log(settings: Settings) -> RunLog | None:
    """Return the log of the last run, None where there was none."""
    with suppress(FileNotFoundError, ValueError, TypeError):
        said = json.loads((settings.data / RUN_LOG).read_text(encoding="utf-8"))
        files = tuple(RunFile(**{**each, "lines": tuple(each["lines"])}) for each in said.pop("files"))
        return RunLog(**said, files=files)
    return None


def read_uploads(settings: Settings) -> None:
    """Read the files that were sent and are not read yet, where there are any, in a thread."""
    if any(each.status == "sent" for each in waiting_files(settings)):
        threading.Thread(target=read_waiting, args=(settings,), name="briefwijzer-read", daemon=True).start()


def take_in(files: Sequence[WaitingFile], *, by: str, settings: Settings) -> list[str]:
    """Take in those `files` that were read, for `by`, and index them in a thread; with them go the messages of those
    that could not be. Return the names under which they are kept. Raises StoreError.
    """
    folder = uploads_folder(settings)
    taken = []
    for each in files:
        if each.status == "read" and (path := take(each, folder, settings)):
            taken.append(path.name)
            with opened_catalog(settings) as catalog:
                if each.id not in read_media_types(catalog):
                    undo_deletion(catalog, each.id)  # all of it is gone, and who takes it in again asks for it
    told = [each for each in files if not each.kept]
    for each in told:
        drop(each, settings)
    log = RunLog(by, _now(), _now(), files=tuple(RunFile(each.name, each.status, each.lines) for each in told))
    threading.Thread(target=_run_alone, args=(log, settings), name="briefwijzer-index", daemon=True).start()
    return taken


def _run_alone(log: RunLog, settings: Settings) -> None:
    """Index what was taken in after whatever another thread or process is indexing: there is one log."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(settings.data / f"{RUN_LOG}.lock", timeout=_GIVE_UP):
            _write(log, settings)
            _run(log, settings)
    except Timeout:
        logger.warning("Toegevoegde bestanden zijn niet geïndexeerd: een ander bleef daarmee bezig.")


def _run(log: RunLog, settings: Settings) -> None:
    noted = 0.0

    def note(progress: IndexProgress) -> None:
        nonlocal noted
        if (at := time.monotonic()) - noted >= _BETWEEN:
            noted = at
            far = replace(
                log,
                noted_at=_now(),
                stage=progress.stage,
                done=progress.done,
                total=progress.total,
                name=progress.name,
            )
            _write(far, settings)

    try:
        files = [each for each in _indexed(settings, note, log) if each.status != "unchanged"]
        log = replace(log, files=(*log.files, *(_reported(each) for each in files)))
    except BriefwijzerError as fault:
        log = replace(log, fault=str(fault))
    except Exception:
        logger.exception("Het indexeren is mislukt.")
        log = replace(
            log, fault="Er ging iets mis in Briefwijzer zelf. Wat het was, staat in het logboek van de server."
        )
    _write(replace(log, noted_at=_now(), ended_at=_now()), settings)


def _indexed(settings: Settings, note: Callable[[IndexProgress], None], log: RunLog) -> Sequence[FileReport]:
    folder = uploads_folder(settings)
    until = time.monotonic() + _GIVE_UP
    if not folder.is_dir():
        return ()
    while True:
        try:
            report = index_paths([folder], settings=settings, on_progress=note)
            unread = [folder / each.name for each in report.failed if (folder / each.name).is_file()]
            if unread:
                forget_paths(unread, settings=settings)
        except BusyError:
            if time.monotonic() > until:
                raise
            _write(replace(log, noted_at=_now()), settings)
            time.sleep(_WAIT)
            continue
        for path in unread:
            path.unlink(missing_ok=True)
        return report.files


def _reported(file: FileReport) -> RunFile:
    lines = (file.message, file.help, *(part.line for part in file.inventory if not part.read))
    return RunFile(file.name, file.status, tuple(filter(None, lines)), file.letters)


def _write(log: RunLog, settings: Settings) -> None:
    """Write the log in one go: whoever reads it sees this one or the one before."""
    try:
        write_whole(settings.data / RUN_LOG, json.dumps(asdict(log), ensure_ascii=False).encode())
    except OSError as fault:  # the run goes on without
        logger.warning("Hoe ver het indexeren is, kon niet worden opgeschreven: %s", fault)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
