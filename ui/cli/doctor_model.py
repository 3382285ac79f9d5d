"""Whether the language models do what Briefwijzer needs of them, tried with a question over a made-up source, for
`briefwijzer doctor --model`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.addresses import masked
from index.errors import ModelError
from index.settings import Settings
from prompts.load import fill, load
from qa.llm.client import Usage, open_reply
from qa.llm.draft import Draft, parse_draft
from qa.llm.faults import ModelTooSlowError, headers, status, unreachable
from qa.llm.sources import question_element
from qa.llm.targets import Target, alone, provider, targets
from ui.cli.doctor import Finding

SLOW_SECONDS = 10.0
"""How long a reader waits for the first words before it is called slow."""

SOURCE = (
    "Het zwembad gaat op 3 juni om 9.00 uur open. Een kaartje kost dan € 4,50. "
    "Kinderen tot 4 jaar mogen gratis zwemmen."
)
ANSWERED = "Wat kost een kaartje voor het zwembad?"
NOT_ANSWERED = "Hoe diep is het zwembad?"

_HERE = ("localhost", "127.0.0.1", "::1")
_ANOTHER = "Kies een ander of groter model met BRIEFWIJZER_MODEL."


@dataclass(frozen=True)
class _TimedReply:
    """What a model said, in how many `pieces`; the seconds count from the request."""

    text: str
    pieces: int
    first_seconds: float
    seconds: float
    usage: Usage


def examine_models(settings: Settings) -> Iterator[Finding]:
    """Ask each model of the settings two questions, and yield what is found as it is found."""
    if not settings.model:
        yield Finding(
            "Taalmodel",
            "niet ingesteld: antwoorden zijn letterlijke zinnen uit de brieven",
            "Draait Ollama op deze computer, zet dan BRIEFWIJZER_MODEL=ollama/gemma3. Voor een server die werkt als "
            "die van OpenAI (vLLM, LM Studio, llamafile): BRIEFWIJZER_MODEL=openai/NAAM-VAN-HET-MODEL en "
            "BRIEFWIJZER_MODEL_API_BASE=http://localhost:8000/v1. Zet dit in de omgeving of in .env.",
            wrong=True,
        )
        return
    for place, target in enumerate(targets(settings)):
        yield Finding(f"Reservemodel {place}" if place else "Taalmodel", f"{target.model}, {_where(target)}")
        yield from _examine(alone(settings, target))


def _examine(settings: Settings) -> Iterator[Finding]:
    try:
        heard = _hear(ANSWERED, settings)
    except ModelError as fault:
        yield from _failed(fault)
        return
    yield Finding("  Bereikbaar", "ja")
    yield Finding("  Sleutel", "in orde" if settings.model_api_key else "geen ingesteld, en er werd niet om gevraagd")
    yield _speed(heard)
    yield _streams(heard)
    draft = _draft(heard)
    if draft is None:
        yield Finding("  Afgesproken vorm", f"nee, het model zei: {_short(heard.text)}", _ANOTHER, wrong=True)
        yield _usage(heard.usage)
        return
    yield Finding("  Afgesproken vorm", "ja")
    yield _quotes(draft)
    try:
        second = _hear(NOT_ANSWERED, settings)
    except ModelError as fault:
        yield Finding("  Tweede vraag", fault.message, fault.help, wrong=True)
        yield _usage(heard.usage)
        return
    yield _abstains(_draft(second))
    yield _usage(heard.usage, second.usage)


def _hear(question: str, settings: Settings) -> _TimedReply:
    """Ask `question` and listen to the end. Raises ModelError."""
    source = f'<bron id="B1" titel="Nieuwe tijden" datum="2019-05-06">{SOURCE}</bron>'
    messages = fill(load("doctor.nl"), bron=source, vraag=question_element(question))
    pieces: list[str] = []
    first = 0.0
    with open_reply(messages, settings=settings) as reply:
        started = time.monotonic()
        for piece in reply:
            if piece:
                first = first or time.monotonic() - started
                pieces.append(piece)
        return _TimedReply("".join(pieces), len(pieces), first, time.monotonic() - started, reply.usage)


def _failed(fault: ModelError) -> Iterator[Finding]:
    cause = fault.__cause__
    reached = isinstance(cause, Exception) and not isinstance(cause, ModelTooSlowError)
    if isinstance(cause, Exception) and unreachable(cause) and headers(cause) is None:
        reached = False
    if not reached:
        yield Finding("  Bereikbaar", f"nee. {fault.message}", fault.help, wrong=True)
        return
    yield Finding("  Bereikbaar", "ja")
    what = "  Sleutel" if isinstance(cause, Exception) and status(cause) in (401, 403) else "  Antwoord"
    yield Finding(what, fault.message, fault.help, wrong=True)


def _speed(heard: _TimedReply) -> Finding:
    found = f"eerste woorden na {_seconds(heard.first_seconds)}, klaar na {_seconds(heard.seconds)}"
    if heard.first_seconds <= SLOW_SECONDS:
        return Finding("  Snelheid", found)
    return Finding(
        "  Snelheid",
        f"{found}: dat is traag, en een echte vraag heeft meer tekst",
        "Kies een kleiner model of een snellere computer, of zet BRIEFWIJZER_MODEL_TOKENS lager.",
    )


def _streams(heard: _TimedReply) -> Finding:
    if heard.pieces > 1:
        return Finding("  Woord voor woord", "ja: een zin is te lezen zodra zij af is")
    return Finding("  Woord voor woord", "nee: het antwoord komt in één keer, als het af is")


def _draft(heard: _TimedReply) -> Draft | None:
    try:
        return parse_draft(heard.text)
    except ModelError:
        return None


def _quotes(draft: Draft) -> Finding:
    quotes = [citation.quote for sentence in draft.sentences for citation in sentence.citations]
    if not quotes:
        return Finding(
            "  Citeert letterlijk", f"nee: bij de vraag “{ANSWERED}” gaf het geen citaat", _ANOTHER, wrong=True
        )
    other = [quote for quote in quotes if not quote.strip() or " ".join(quote.split()) not in SOURCE]
    if other:
        found = f"nee: “{_short(other[0])}” staat niet in de bron"
        return Finding("  Citeert letterlijk", found, f"Zulke zinnen worden niet getoond. {_ANOTHER}", wrong=True)
    return Finding("  Citeert letterlijk", "ja")


def _abstains(draft: Draft | None) -> Finding:
    what = "  Zegt wat ontbreekt"
    if draft is None:
        return Finding(what, "nee: het antwoord had niet de afgesproken vorm", _ANOTHER, wrong=True)
    if draft.answerable is False:
        return Finding(what, "ja")
    said = " ".join(sentence.text for sentence in draft.sentences)
    return Finding(
        what, f"nee: op “{NOT_ANSWERED}” zei het: {_short(said) or 'dat de bron het zegt'}", _ANOTHER, wrong=True
    )


def _usage(*usages: Usage) -> Finding:
    read, written = (
        sum(tokens) for tokens in zip(*((each.prompt_tokens, each.completion_tokens) for each in usages), strict=True)
    )
    costs = [each.cost for each in usages]
    if None in costs:
        cost = "kosten onbekend"
    elif not any(costs):
        cost = "kosteloos"
    else:
        cost = f"{sum(filter(None, costs)):.4f} dollar".replace(".", ",")
    return Finding("  Verbruik", f"{read} tokens gelezen, {written} geschreven, {cost}")


def _where(target: Target) -> str:
    base = masked(target.api_base)
    if not base and provider(target.model) in ("ollama", "ollama_chat"):
        return "op het gewone adres van Ollama (OLLAMA_API_BASE, anders http://localhost:11434)"
    if not base:
        return "bij de aanbieder: vragen en stukken uit de brieven gaan daarheen"
    if urlsplit(base).hostname in _HERE:
        return f"op deze computer ({base})"
    return f"op {base}: vragen en stukken uit de brieven gaan daarheen"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} seconden".replace(".", ",")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:100]}…"
