"""What a person is told when a language model fails, and what to do about it. In Dutch."""

from __future__ import annotations

from index.errors import ModelError
from qa.llm.connection import TooLongError
from qa.llm.faults import (
    ModelTooSlowError,
    broken,
    causes,
    headers,
    mentions,
    out_of_quota,
    status,
    timed_out,
    unreachable,
)
from qa.llm.targets import Target, provider


def model_error(fault: Exception, target: Target) -> ModelError:
    """Return what to tell a person about `fault` of the model `target`."""
    message, help = _explain(fault, target)
    return ModelError(message, help=help)


def _explain(fault: Exception, target: Target) -> tuple[str, str]:
    """Return in Dutch what went wrong and what to do.

    By status and cause: which of its classes LiteLLM raises differs between providers.
    """
    found = status(fault)
    if isinstance(fault, ModelTooSlowError):
        seconds = f"{fault.seconds:g} seconden"
        said = "was na {} nog niet klaar" if fault.begun else "gaf binnen {} geen antwoord"
        return (
            f"Het taalmodel {said.format(seconds)}." if fault.seconds else "Er was geen tijd meer voor het taalmodel.",
            "Probeer het later nog eens, kies een sneller model of zet BRIEFWIJZER_MODEL_SECONDS hoger.",
        )
    if any(isinstance(cause, TooLongError) for cause in causes(fault)):
        return (
            "Het taalmodel bleef maar doorschrijven.",
            "Stel de vraag nog eens. Gebeurt het vaker, kies dan een ander model met BRIEFWIJZER_MODEL.",
        )
    if found in (408, 504) or timed_out(fault):
        return (
            "Het taalmodel gaf niet op tijd antwoord.",
            "Probeer het later nog eens, kies een sneller model of zet BRIEFWIJZER_MODEL_SECONDS hoger.",
        )
    if found in (401, 403) or mentions(fault, "missing credentials", "api key"):
        return "Het taalmodel accepteert de sleutel niet.", _mend_key(target)
    if out_of_quota(fault):
        return (
            "Het tegoed bij het taalmodel is op.",
            "Vul het tegoed aan of kies een ander model met BRIEFWIJZER_MODEL.",
        )
    if found == 404 or mentions(fault, "provider not provided"):
        return (
            f"Het taalmodel {target.model} is niet bekend.",
            "Controleer BRIEFWIJZER_MODEL (met de aanbieder ervoor, zoals ollama/llama3.1) "
            "en BRIEFWIJZER_MODEL_API_BASE.",
        )
    if found == 429 or mentions(fault, "rate_limit_exceeded", "overloaded_error"):
        return "Het taalmodel heeft het te druk.", "Probeer het over een minuut nog eens."
    if found == 413 or mentions(fault, "context_length", "context window", "maximum context"):
        return (
            "De vraag en de brieven zijn samen te lang voor dit taalmodel.",
            "Kies een model dat meer tekst aankan, of zet BRIEFWIJZER_MODEL_TOKENS lager.",
        )
    if broken(fault):
        return (
            "De verbinding met het taalmodel brak af.",
            "Probeer het nog eens. Gebeurt het vaker, kijk dan of de server van het model genoeg geheugen heeft.",
        )
    if found >= 500 and headers(fault) is None and unreachable(fault):
        return (
            "Het taalmodel is niet bereikbaar.",
            "Controleer of de server draait en of BRIEFWIJZER_MODEL_API_BASE klopt.",
        )
    if found == 400:
        return "Het taalmodel weigert de vraag.", "Kies een ander model met BRIEFWIJZER_MODEL."
    return (
        "Er ging iets mis bij het taalmodel.",
        "Probeer het later nog eens of kies een ander model met BRIEFWIJZER_MODEL.",
    )


def _mend_key(target: Target) -> str:
    if target.api_key:
        return "Controleer BRIEFWIJZER_MODEL_API_KEY."
    name = f"{provider(target.model).upper()}_API_KEY" if provider(target.model) else "OPENAI_API_KEY"
    return (
        f"Zet de sleutel van {target.model} in de omgeving, meestal als {name}. "
        "Voor het eerste model kan het ook met BRIEFWIJZER_MODEL_API_KEY."
    )
