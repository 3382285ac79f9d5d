"""What the page says around its answers, as escaped HTML. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from index.dutch.dates import written_out
from index.errors import BriefwijzerError
from index.records import Letter
from ui.wording.display import shown
from ui.wording.steps import number_of

_SENDERS = 6
_KEPT = (
    "Vragen en antwoorden worden {days} bewaard voor medewerkers, zonder wie ze stelde. "
    "Zet geen namen of andere persoonlijke gegevens in uw vraag."
)


def intro_html(letters: Collection[Letter], *, kept_days: int = 0) -> str:
    """Return what Briefwijzer is, which letters it reads, and for how many days questions are kept (0: not at all)."""
    days = "1 dag" if kept_days == 1 else f"{kept_days} dagen"
    kept = f'<p class="bw-small">{_KEPT.format(days=days)}</p>' if kept_days else ""
    return (
        f"<p>Stel een vraag over {number_of(letters)}. U krijgt de zinnen die antwoord geven, "
        "en ziet bij elke zin in welke brief en op welke pagina die staat. "
        "Staat het er niet in, dan hoort u dat ook.</p>" + _collection(letters) + kept
    )


def fault_html(question: str, error: BriefwijzerError, *, key: str = "bw-fault") -> str:
    """Return a fault as a message with the next step. `key` is its id on the page."""
    heading = f"<h2>{shown(question)}</h2>" if question.strip() else ""
    return (
        f'<article class="bw-answer bw-fault" id="{key}" lang="nl" tabindex="-1">{heading}'
        '<p class="bw-status bw-say">Dit lukte niet</p>'
        f'<p class="bw-notice bw-say">{shown(error.message)}</p><p>{shown(error.help)}</p></article>'
    )


def _collection(letters: Collection[Letter]) -> str:
    """Return senders, those of most letters first, and from when until when, folded under one line."""
    senders = [name for name, _ in Counter(x.sender for x in letters if x.sender).most_common()]
    dates = sorted(letter.date for letter in letters if letter.date)
    period = ""
    if dates:
        first, last = written_out(dates[0]), written_out(dates[-1])
        period = f" van {first}" if first == last else f" van {first} tot en met {last}"
    items = "".join(f"<li>{shown(name)}</li>" for name in senders[:_SENDERS])
    if len(senders) > _SENDERS:
        items += f"<li>en {len(senders) - _SENDERS} andere afzenders</li>"
    if not items:
        return f"<p>De brieven zijn{period}.</p>" if period else ""
    return f"<details><summary>Brieven{period}: wie schreef ze?</summary><ul>{items}</ul></details>"
