"""`python -m eval` is `briefwijzer eval`."""

import typer

from eval.cli import evaluate

typer.run(evaluate)
