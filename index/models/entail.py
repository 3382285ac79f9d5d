"""Whether a sentence follows from a text, by a natural-language-inference model: a cross-encoder of
sentence-transformers.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import SettingsError
from index.models.choose import hub_has
from index.models.faults import cannot_load
from index.models.parts import counter, in_parts, most_pieces
from index.settings import Settings

MODEL = "model"
"""The value of the setting that asks the language model itself."""

Probabilities = NDArray[np.float32]

# What published models call their classes, in English and in Dutch, folded.
_NAMES = {
    "entailment": (
        "entailment",
        "entails",
        "entailed",
        "entail",
        "gevolg",
        "gevolgtrekking",
        "implicatie",
        "impliceert",
    ),
    "neutral": ("neutral", "neutraal"),
    "contradiction": ("contradiction", "contradicts", "contradictory", "contradictie", "tegenspraak", "tegenstrijdig"),
    "not_entailment": ("not_entailment", "non_entailment", "not_entailed", "no_entailment", "geen_gevolg"),
}
_THREE = ("entailment", "neutral", "contradiction")
_TWO = ("entailment", "not_entailment")


class Verifier:
    """A cross-encoder by name or folder, loaded at its first use: importing it takes seconds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._loaded: _Loaded | None = None
        self._fault: SettingsError | None = None
        self._loading = Lock()

    @property
    def binary(self) -> bool:
        """True for a model that tells only whether a sentence follows: what it calls neutral may be a contradiction."""
        return len(self._load().columns) == 2

    def load(self) -> None:
        """Load the model now. Raises SettingsError when it cannot be loaded or does not do this task."""
        self._load()

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Return float32[n, 3] for (premise, hypothesis) `pairs`: entailment, neutral, contradiction,
        each row summing to 1.

        A model without contradiction gives 0 there. Of a premise that is too long to be read at once, the part counts
        that says most of the hypothesis. A row is NaN where the hypothesis would take more than half of what the model
        reads: nothing is cut off. Each pair is read by itself, so that its row does not depend on the others. Raises
        SettingsError.
        """
        loaded = self._load()
        if not pairs:
            return np.zeros((0, 3), dtype=np.float32)
        try:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                return np.vstack(list(pool.map(lambda pair: loaded.row(*pair), pairs)))
        except Exception as fault:
            raise SettingsError(
                f"Het controlemodel {self.name} kan zinnen niet lezen ({type(fault).__name__}).",
                help="Kies met BRIEFWIJZER_VERIFIER een ander model, of laat die instelling weg.",
            ) from fault

    def _load(self) -> _Loaded:
        with self._loading:
            if self._fault is not None:  # looking for it again at every question would only cost time
                raise SettingsError(self._fault.message, help=self._fault.help)
            if self._loaded is None:
                try:
                    self._loaded = _Loaded(_open(self.name), self.name)
                except SettingsError as fault:
                    self._fault = fault
                    raise
        return self._loaded


class _Loaded:
    def __init__(self, model: Any, name: str) -> None:
        self.columns = columns_of(getattr(model.config, "id2label", None) or {}, name=name)
        self._model = model
        self._most = most_pieces(model)
        self._count = counter(model)

    def row(self, premise: str, hypothesis: str) -> Probabilities:
        if self._most is not None and self._count("", hypothesis) > self._most // 2:
            return np.full((1, 3), np.nan, dtype=np.float32)
        parts = in_parts(premise, lambda part: self._most is None or self._count(part, hypothesis) <= self._most)
        rows = np.zeros((len(parts), 3), dtype=np.float32)
        rows[:, : len(self.columns)] = self._predict([(part, hypothesis) for part in parts])[:, list(self.columns)]
        neutral = rows[:, 1]  # a part that is about something else is neutral
        return rows[[int(neutral.argmin())]]

    def _predict(self, pairs: list[tuple[str, str]]) -> Probabilities:
        from torch.nn import Identity

        # one at a time: in a batch of other lengths the same pair is rounded otherwise
        said: Probabilities = self._model.predict(
            pairs, batch_size=1, activation_fn=Identity(), apply_softmax=True, show_progress_bar=False
        )
        return said


def open_verifier(settings: Settings) -> Verifier | None:
    """Return the cross-encoder that the settings name, the same one every time; None when they name none."""
    if not settings.verifier or settings.verifier == MODEL:
        return None
    return _verifier(settings.verifier)


def columns_of(labels: Mapping[Any, str], *, name: str) -> tuple[int, ...]:
    """Return the columns of entailment, neutral and contradiction in a model's output, or of entailment and
    not_entailment, from its own `labels` by number. Raises SettingsError when they say something else.
    """
    found = {_class_of(label): int(number) for number, label in labels.items()}
    for wanted in (_THREE, _TWO):
        if len(labels) == len(wanted) and found.keys() == set(wanted):
            return tuple(found[each] for each in wanted)
    said = ", ".join(str(label) for label in labels.values()) or "geen"
    raise SettingsError(
        f"Uit de labels van het controlemodel {name} is niet te lezen wat het zegt ({said}).",
        help="Kies met BRIEFWIJZER_VERIFIER een model voor natural language inference waarvan config.json bij id2label "
        "entailment, neutral en contradiction noemt, of entailment en not_entailment.",
    )


def _class_of(label: object) -> str | None:
    folded = re.sub(r"[\W_]+", "_", str(label).strip().lower())
    return next((name for name, variants in _NAMES.items() if folded in variants), None)


@cache
def _verifier(name: str) -> Verifier:
    return Verifier(name)


def _open(name: str) -> Any:
    from sentence_transformers import CrossEncoder

    try:
        try:
            return CrossEncoder(name, local_files_only=True)
        except Exception:
            if Path(name).is_dir() or not hub_has(name):  # the hub is asked only for what is not on this machine
                raise
            return CrossEncoder(name)
    except Exception as fault:  # the library raises what its many backends raise
        raise cannot_load(
            fault,
            what=f"Het controlemodel {name}",
            setting="BRIEFWIJZER_VERIFIER",
            help="een naam op de modelhub of een map, of `model` voor het taalmodel zelf. Zonder die instelling "
            "controleert alleen Briefwijzer zelf.",
        ) from fault
