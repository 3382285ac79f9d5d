"""The command line's own words in Dutch: Typer writes its help and its complaints in English.

What Typer writes is replaced where it leaves Typer, by the table below; a complaint that is not in it keeps its English
words behind a Dutch opening.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

COMMANDS = "briefwijzer.commands"
"""The group of entry points that are commands."""

STOPPED = 130

_HELP = (
    (re.compile(r"^Usage: ", re.M), "Gebruik: "),
    (re.compile(r"^Options:$", re.M), "Opties:"),
    (re.compile(r"^Arguments:$", re.M), "Argumenten:"),
    (re.compile(r"^Commands:$", re.M), "Opdrachten:"),
    (re.compile(r"Show this message and\s+exit\."), "Toon deze uitleg."),
    (re.compile(r"\[required\]"), "[verplicht]"),
    (re.compile(r"\[default:(?=\s)"), "[standaard:"),
    (re.compile(r"\[OPTIONS\]"), "[OPTIES]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "OPDRACHT ..."),
    (re.compile(r"\{([^{}\n]+)\}"), r"\1"),
    (re.compile(r"(\d+)<=x<=(\d+)"), r"\1 t/m \2"),
    (re.compile(r"x>=(\d+)"), r"vanaf \1"),
)
_TYPE = re.compile(r" <(?:list\[\w+\]|path|str|int|int range|float|file|directory)>")  # says nothing to a person
_COMPLAINTS = (
    (r"Missing (?:argument|option|parameter) '?([^'.]+)'?\..*", r"Er ontbreekt iets: \1."),
    (r"Missing command\.", "Er ontbreekt een opdracht."),
    (r"No such command '(.*)'\. Did you mean (.*)\?", r"De opdracht \1 bestaat niet. Bedoelt u \2?"),
    (r"No such command '(.*)'\.", r"De opdracht \1 bestaat niet."),
    (r"No such option: (\S+) \(Possible options: (.*)\)", r"De optie \1 bestaat niet. Bedoelt u \2?"),
    (r"No such option: (\S+).*", r"De optie \1 bestaat niet."),
    (r"Got unexpected extra arguments? ?(?:\(s\) )?\((.*)\)", r"Dit hoort er niet bij: \1."),
    (r"Option '(.*)' requires an argument\.", r"Achter \1 hoort een waarde."),
    (r"Option '(.*)' does not take a value\.", r"Achter \1 hoort geen waarde."),
    (r"Invalid value for '(.*?)': Input should be a valid integer.*", r"Achter \1 hoort een heel getal."),
    (
        r"Invalid value for '(.*?)': Input should be greater than or equal to (.*)",
        r"De waarde achter \1 moet minstens \2 zijn.",
    ),
    (
        r"Invalid value for '(.*?)': Input should be less than or equal to (.*)",
        r"De waarde achter \1 mag hoogstens \2 zijn.",
    ),
    (r"Invalid value for '(.*?)': .*", r"De waarde achter \1 klopt niet."),
)


class DutchCommand(TyperCommand):
    """A command whose help is Dutch."""

    def get_usage(self, ctx: Any) -> str:
        """Return the line that says how the command is used."""
        return _in_dutch(super().get_usage(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the whole help text."""
        return _in_dutch(super().get_help(ctx))


class DutchGroup(TyperGroup):
    """The program: its help and its complaints are Dutch, and each complaint says what to do next.

    Commands of other packages, found as entry points, are imported when they are asked for.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return [*super().list_commands(ctx), *sorted(entry.name for entry in entry_points(group=COMMANDS))]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by name, or None."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        entry = next(iter(entry_points(group=COMMANDS, name=cmd_name)), None)
        return entry and _command(entry)

    def get_usage(self, ctx: Any) -> str:
        """Return the line that says how the program is used."""
        return _in_dutch(super().get_usage(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the whole help text."""
        return _in_dutch(super().get_help(ctx))

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run the program and end the process with its exit code."""
        name = prog_name or "briefwijzer"
        extra.pop("standalone_mode", None)
        try:
            code = super().main(args, name, standalone_mode=False, **extra)
        except typer.Abort:
            _say("Gestopt: er is niets gewijzigd.")
            sys.exit(1)
        except Exception as fault:
            if not hasattr(fault, "format_message"):  # what Typer raises has it, whatever class its version gives it
                raise
            _complain(fault, name)
            sys.exit(2)
        if code == STOPPED:
            _say("\nGestopt. Wat al klaar was, is bewaard.")
        sys.exit(code if isinstance(code, int) else 0)


def _command(entry: EntryPoint) -> Any:
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name=entry.name, cls=DutchCommand)(entry.load())
    return typer.main.get_command(single)


def in_dutch(complaint: str) -> str:
    """Return a complaint of Typer in Dutch."""
    for pattern, dutch in _COMPLAINTS:
        match = re.fullmatch(pattern, " ".join(complaint.split()))
        if match:
            return match.expand(dutch)
    return f"De opdracht klopt niet: {complaint}"


def _complain(fault: Any, program: str) -> None:
    ctx = getattr(fault, "ctx", None)
    if type(fault).__name__ == "NoArgsIsHelpError":
        _say(fault.format_message())
        return
    _say(in_dutch(fault.format_message()))
    _say(f"Kijk met `{ctx.command_path if ctx else program} --help` hoe het moet.")


def _in_dutch(text: str) -> str:
    for pattern, dutch in _HELP:
        text = pattern.sub(dutch, text)
    return _TYPE.sub(lambda match: " " * len(match[0]), text)  # spaces keep the columns straight


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
