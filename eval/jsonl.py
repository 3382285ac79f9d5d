"""Files of JSON Lines that an evaluation reads: each line is checked, and the first that is wrong is named in Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, StringConstraints, ValidationError

from index.errors import BriefwijzerError
from index.json_lines import json_lines

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]

Record = TypeVar("Record", bound=BaseModel)


class InputError(BriefwijzerError):
    """What the evaluation was given cannot be measured: nothing has been indexed or asked yet."""


def read_lines(path: Path, model: type[Record], *, file: str) -> Iterator[tuple[int, Record]]:
    """Yield the number of each line, from 1, and what it holds; blank lines are passed over.

    `file` is what such a file is called in Dutch: "vragenbestand". Raises InputError at the first line that is wrong.
    """
    try:
        lines = [(number, line.decode()) for number, line in json_lines(path)]
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is geen tekst in UTF-8.", help="Bewaar het bestand als UTF-8.") from error
    except OSError as error:
        raise InputError(
            f"Het {file} {path} is niet te lezen.",
            help="Controleer de naam en of u het bestand mag lezen.",
        ) from error
    for number, line in lines:
        yield number, _read(line, model, where=f"{path}, regel {number}")


def _read(line: str, model: type[Record], *, where: str) -> Record:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        raise InputError(
            f"{where}: {_in_dutch(error.errors()[0])}.",
            help="Verbeter die regel; docs/evaluation.md beschrijft de velden.",
        ) from error


def _in_dutch(fault: Any) -> str:
    name = "het veld '" + ".".join(str(part) for part in fault["loc"]) + "'"
    match fault["type"]:
        case "json_invalid":
            return "dit is geen geldige JSON"
        case "value_error":
            return str(fault["ctx"]["error"])
        case "missing":
            return f"{name} ontbreekt"
        case "string_type":
            return f"{name} moet tekst zijn"
        case "bool_type":
            return f"{name} moet true of false zijn"
        case "tuple_type":
            return f"{name} moet een lijst zijn"
        case "model_type":
            return f"{name} moet een object zijn" if fault["loc"] else "de regel moet een JSON-object zijn"
        case "string_too_short" | "string_pattern_mismatch" | "too_short":
            return f"{name} is leeg"
        case "too_long":
            return f"{name} is te lang: hooguit {fault['ctx']['max_length']}"
    return f"{name} heeft een verkeerde waarde"
