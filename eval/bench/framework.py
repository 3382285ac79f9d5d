"""Another framework, installed and run in a virtual environment of its own: its versions and ours need not agree.

Questions and passages go in and rankings come out as JSON files.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.bench.judge import K, Run
from eval.bench.peers import BareModel, fingerprint
from index.errors import BriefwijzerError

_HERE = Path(__file__).parent
_REQUIREMENTS = _HERE / "haystack.txt"
_WORKER = _HERE / "haystack_hybrid.py"
_SECONDS = 3600
"""How long installing may take, or embedding a corpus."""

_OFFLINE = {"HAYSTACK_TELEMETRY_ENABLED": "false", "HF_HUB_OFFLINE": "1"}


class FrameworkError(BriefwijzerError):
    """The framework could not be installed or run; the rest of the benchmark goes on."""


@dataclass(frozen=True)
class Haystack:
    """An environment with Haystack in it."""

    python: Path

    def run(self, passages: Sequence[str], questions: Sequence[str], *, model: BareModel, folder: Path) -> Run:
        """Return Haystack's run with the same model. Vectors of the same passages are reused from `folder`.

        Raises FrameworkError when it ends in a fault.
        """
        folder.mkdir(parents=True, exist_ok=True)
        given, result = folder / "haystack-in.json", folder / "haystack-out.json"
        vectors = folder / f"haystack-{fingerprint(passages)}.npy"
        asked = {
            "passages": passages,
            "questions": questions,
            "k": K,
            "model": str(model.folder),
            "prompts": dict(model.prompts),
            "vectors": str(vectors.resolve()),
        }
        given.write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
        result.unlink(missing_ok=True)
        # -P: the files beside the worker are not on its path
        _call([str(self.python), "-P", str(_WORKER), str(given), str(result)], doing="Haystack draaide niet")
        said = json.loads(result.read_text(encoding="utf-8"))
        rankings = [np.array(ranking, dtype=np.int64) for ranking in said["rankings"]]
        return Run(rankings, said["milliseconds"], version=said["version"])


def install_haystack(folder: Path) -> Haystack:
    """Return Haystack installed in `folder`, made with the running interpreter unless it is there already.

    Raises FrameworkError, in plain Dutch, when it cannot be installed.
    """
    wanted = f"{sys.version}\n{_REQUIREMENTS.read_text(encoding='utf-8')}"
    ready = folder / "ready.txt"
    python = _python_in(folder)
    if not (ready.exists() and ready.read_text(encoding="utf-8") == wanted and python.exists()):
        shutil.rmtree(folder, ignore_errors=True)
        _call([sys.executable, "-m", "venv", str(folder)], doing="Een virtuele omgeving voor Haystack kwam er niet")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _call([*pip, "--requirement", str(_REQUIREMENTS)], doing="Haystack kon niet worden geïnstalleerd")
        ready.write_text(wanted, encoding="utf-8")
    return Haystack(python.absolute())  # not resolved: the link is what makes it the environment's


def _python_in(folder: Path) -> Path:
    scripts = sysconfig.get_path("scripts", "venv", vars={"base": str(folder)})
    return Path(scripts) / Path("python").with_suffix(Path(sys.executable).suffix if os.name == "nt" else "")


def _call(command: Sequence[str], *, doing: str) -> None:
    try:
        subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=_SECONDS, env={**os.environ, **_OFFLINE}
        )
    except subprocess.TimeoutExpired as fault:
        raise FrameworkError(f"{doing}: het duurde langer dan {_SECONDS // 60} minuten.", help=_HELP) from fault
    except (OSError, subprocess.CalledProcessError) as fault:
        raise FrameworkError(f"{doing}: {reason(fault)}", help=_HELP) from fault


_HELP = "De andere rijen zijn wel gemeten. Controleer of de pakketten in eval/bench/haystack.txt te halen zijn."


def reason(fault: OSError | subprocess.CalledProcessError) -> str:
    """Return the line that says what went wrong: pip's first that begins with ERROR, else the last one."""
    if isinstance(fault, OSError):
        return f"{fault.strerror or fault}."
    said = fault.stderr or fault.stdout or ""  # venv explains itself on the standard output
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("ERROR")), lines[-1] if lines else "zonder uitleg")
