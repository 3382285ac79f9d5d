"""What stands around every command: settings, the opened index, faults as Dutch lines with an exit
code, progress, quiet.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from index.errors import BriefwijzerError, SettingsError
from index.settings import Settings

if TYPE_CHECKING:
    from index.run.report import IndexProgress
    from index.search.library import Library

FAULT, SOME_FAILED = 2, 1

_STAGES = {"read": "Bestanden lezen", "embed": "Passages verwerken", "ask": "Vragen bedenken"}
_LINE_SECONDS = 10  # between lines of progress where there is no terminal for a bar

_QUIET = {  # libraries that report on themselves where a person reads answers
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
    "LITELLM_LOG": "ERROR",
    "PYTHONWARNINGS": "ignore",
}


def flush() -> None:
    """Flush what was printed; a reader that has gone away, as `head` does, is no fault."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def hush() -> None:
    """Keep libraries from printing progress and warnings of their own; must run before they are imported."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def joined(words: list[str]) -> str:
    """Return the question that `words` make up. Raises SettingsError when there is none."""
    question = " ".join(" ".join(words).split())
    if not question:
        raise SettingsError(
            "Er staat nog geen vraag.", help='Zet uw vraag erachter: briefwijzer ask "Wie schreef de brief?"'
        )
    return question


def agrees(question: str) -> bool:
    """Ask for a yes. No answer, as when nobody is at the keyboard, is no."""
    sys.stderr.write(f"{question} [j/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("j", "ja", "y", "yes")


def settings_with(data: Path | None) -> Settings:
    """Return the settings, with the data folder of `--data` where it is given. Raises SettingsError."""
    try:
        settings = Settings()
    except ValidationError as fault:
        wrong = fault.errors()[0]
        name = "BRIEFWIJZER_" + "_".join(str(part) for part in wrong["loc"]).upper()
        raise SettingsError(
            f"De instelling {name} heeft een verkeerde waarde: {wrong['input']!r}.",
            help="Verbeter die in de omgeving of in .env; docs/settings.md noemt alle instellingen.",
        ) from fault
    return settings.model_copy(update={"data": data}) if data else settings


@contextmanager
def opened(data: Path | None) -> Iterator[tuple[Library, Settings]]:
    """Open the index for the length of a command, within `faults`."""
    from index.search.library import open_library

    with faults():
        settings = settings_with(data)
        library = open_library(settings)
        try:
            yield library, settings
        finally:
            library.close()


@contextmanager
def faults() -> Iterator[None]:
    """Print a fault that a person can mend as two lines, what and what to do, and end with its exit code."""
    try:
        yield
    except BrokenPipeError:
        raise
    except BriefwijzerError as fault:
        _fail(fault.message, fault.help)
    except OSError as fault:
        from index.store.faults import store_fault

        said = store_fault(fault, what="Wat nodig is", where=Path(fault.filename or "."), damaged="")
        _fail(said.message, said.help)


def _fail(message: str, help: str) -> NoReturn:
    errors().print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    errors().print(help, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(FAULT)


class _Rate(ProgressColumn):
    """How many files or passages a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


@contextmanager
def progress_bars() -> Iterator[Callable[[IndexProgress], None]]:
    """Show a bar for reading, for embedding and for asking a language model, with the rate and the time left; in a file
    or a pipe a plain line now and then.
    """
    console = errors()
    if not console.is_terminal:
        yield progress_lines(sys.stderr.write)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def step(progress: IndexProgress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(_STAGES[progress.stage], total=progress.total)
            bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)

        yield step


def progress_lines(
    write: Callable[[str], object], *, clock: Callable[[], float] = time.monotonic
) -> Callable[[IndexProgress], None]:
    """Return a step that writes how far a run is, in a line of its own, once `clock` is ten seconds further than at the
    last line or the start.
    """
    last = clock()

    def step(progress: IndexProgress) -> None:
        nonlocal last
        if (now := clock()) - last < _LINE_SECONDS:
            return
        last = now
        name = f" ({progress.name})" if progress.name else ""
        write(f"{_STAGES[progress.stage]}: {progress.done} van {progress.total}{name}\n")

    return step


def print_json(value: object) -> None:
    """Print one line of JSON, with letters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def out() -> Console:
    """Where answers go; their lines are broken only to fit a screen."""
    return Console(soft_wrap=not sys.stdout.isatty())


def errors() -> Console:
    """Where progress and complaints go."""
    return Console(stderr=True)


def crashed(fault: Exception) -> NoReturn:
    """Say that Briefwijzer itself is at fault, and where what it was can be read."""
    with NamedTemporaryFile("w", prefix="briefwijzer-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.writelines(traceback.format_exception(fault))
    errors().print(f"Er ging iets mis in Briefwijzer zelf: {type(fault).__name__}.", style="red", soft_wrap=True)
    errors().print(f"Stuur {file.name} naar wie Briefwijzer voor u beheert.", markup=False, soft_wrap=True)
    sys.exit(FAULT)
