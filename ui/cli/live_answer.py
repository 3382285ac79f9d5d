"""A question asked in a terminal: what is being done, and sentences as soon as they are checked,
until the answer is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

from rich.console import Group
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from index.search.library import Library
from index.settings import Settings
from qa.ask import Steps, ask_steps
from qa.records import Answer, Progress, Sentence
from ui.cli.frame import errors
from ui.wording.display import readable
from ui.wording.steps import step_text


def answer_in_sight(
    question: str, *, library: Library, settings: Settings, history: Sequence[str], sentences: bool
) -> Answer:
    """Return the answer. While a model writes it, show on standard error the step it is at, and with `sentences` also
    what is checked so far; all that goes away again, and where no person looks nothing is shown. Stopping stops the
    model's work.
    """
    steps = ask_steps(question, library=library, settings=settings, history=history)
    console = errors()
    with closing(steps):
        if not settings.model or not console.is_terminal:
            return _last(steps, lambda event: None)
        with Live(console=console, transient=True) as live:
            sight = _LiveView(live, library, sentences=sentences)
            return _last(steps, sight.show)


def _last(steps: Steps, show: Callable[[Progress | Sentence], None]) -> Answer:
    while True:
        try:
            show(next(steps))
        except StopIteration as done:
            answer: Answer = done.value
            return answer


class _LiveView:
    """What a person sees until the answer is there."""

    def __init__(self, live: Live, library: Library, *, sentences: bool) -> None:
        self._live = live
        self._library = library
        self._sentences = sentences
        self._step = Progress("search")
        self._checked: list[Sentence] = []
        self._spinner = Spinner("dots")

    def show(self, event: Progress | Sentence) -> None:
        if isinstance(event, Sentence):
            self._checked.append(event)
        else:
            self._step = event
        text = step_text(self._step, self._library.letters.values(), checked=len(self._checked))
        self._spinner.update(text=text)
        lines = [Text(" ".join(readable(each.text).split())) for each in self._checked] if self._sentences else []
        self._live.update(Group(*lines, self._spinner))
