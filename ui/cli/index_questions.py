"""What `briefwijzer index` says of the questions that a language model thinks of: what it will cost,
and what became of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from rich.console import Console

from index.run.report import IndexProgress, QuestionsReport
from index.settings import Settings
from ui.cli.print_answers import counted


def telling_cost(on_progress: Callable[[IndexProgress], None], settings: Settings) -> Callable[[IndexProgress], None]:
    """Return `on_progress` that also says on stderr, before the first call of the model, how many there will be."""

    def tell(progress: IndexProgress) -> None:
        if progress.stage == "ask" and not progress.done:
            # not by a console of rich: that would write through the bars
            sys.stderr.write(
                f"Vragen bedenken voor {counted(passages=progress.total)}: voor elke één aanroep van {settings.model}. "
                "Stoppen mag (Ctrl-C): wat er is, blijft bewaard.\n"
            )
        on_progress(progress)

    return tell


def print_questions(console: Console, questions: QuestionsReport) -> None:
    """Print how many passages have questions, and which could not be asked about, with what to do.
    Nothing where there are none.
    """
    if not (questions.held or questions.asked or questions.failed):
        return
    now = f", {counted(passages=questions.asked)} gevraagd in {questions.seconds:.0f} s" if questions.asked else ""
    console.print(f"Met bedachte vragen: {counted(passages=questions.held)}{now}.", highlight=False)
    for message, help, times in questions.failed:
        console.print(f"Zonder vragen bleven {counted(passages=times)}: {message}", style="red", markup=False)
        console.print(f"             {help}", markup=False, highlight=False)
    if questions.left:
        console.print(f"Daarna is gestopt: {counted(passages=questions.left)} niet meer gevraagd.", style="red")
    if questions.failed:
        console.print(
            "De volgende `briefwijzer index --questions` vraagt alleen over deze passages.",
            markup=False,
            highlight=False,
        )
