"""What a reader can do with an answer, as HTML: copy it, print it, take it along as a file, share it, judge it. Pure.

The forms work without script; with it, tools.js keeps the reader on the page. What only script can do shows only where
scripts run.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from html import escape

from index.store.exchanges import REASONS
from qa.exchanges import LONGEST_REMARK
from qa.question.personal.data import personal_data
from ui.wording.dates import date_in_words
from ui.wording.interface import text

_FILES = ("word", "pdf")
_COPIES = ("text", "markdown")


def take_html(sent: str, question: str, key: str, *, day: date, page_language: str = "nl") -> str:
    """Return the ways to take an answer along, folded under one line.

    `sent` is the answer as a browser sends it back (`ui.page.export.sent`), given on `day`.
    """
    say = partial(text, language=page_language)
    copies = "".join(_button("bw-copy bw-by-script", say(f"tools.{each}"), ("as", each)) for each in _COPIES)
    files = "".join(_button("", say(f"tools.{each}"), ("as", each)) for each in _FILES)
    made = say("export.made", date=date_in_words(day.isoformat(), page_language))
    said = _data(
        {
            "copied": say("tools.copied"),
            "failed": say("tools.failed"),
            "question": question,
            "warning": say("tools.personal") if personal_data(question) else "",
            "anyway": say("tools.anyway"),
        }
    )
    return (
        f'<details class="bw-take" id="{key}-take"><summary>{escape(say("tools.take"))}</summary>'
        f'<form method="post" action="./antwoord"{said}><input type="hidden" name="answer" value="{escape(sent)}">'
        f'<div class="bw-buttons">{copies}{files}'
        f"{_press('bw-print bw-by-script', say('tools.print'))}{_press('bw-share bw-by-script', say('tools.share'))}"
        f'</div><p class="bw-done" role="status"></p></form></details>'
        f'<p class="bw-made">{escape(made)}</p>'
    )


def opinion_html(exchange_id: str, key: str, *, page_language: str = "nl") -> str:
    """Return the question whether an answer helped, with why not, for the exchange with `exchange_id`."""
    say = partial(text, language=page_language)
    said = _data({"thanks": say("tools.thanks"), "why": say("tools.why_now"), "failed": say("tools.not_kept")})
    reasons = "".join(
        f'<label class="bw-reason"><input type="radio" name="reason" value="{each}"> '
        f"{escape(say(f'tools.{each}'))}</label>"
        for each in REASONS
    )
    return (
        f'<form class="bw-opinion" id="{key}-opinion" method="post" action="./oordeel"{said}>'
        f'<input type="hidden" name="id" value="{escape(exchange_id)}">'
        f'<fieldset class="bw-helped"><legend>{escape(say("tools.helped"))}</legend><div class="bw-buttons">'
        f"{_button('', say('tools.yes'), ('helpful', 'ja'))}{_button('', say('tools.no'), ('helpful', 'nee'))}"
        f"</div></fieldset>"
        '<p class="bw-done" role="status" tabindex="-1"></p><div class="bw-why" hidden>'
        f"<fieldset><legend>{escape(say('tools.why'))}</legend>{reasons}</fieldset>"
        f'<label>{escape(say("tools.remark"))}<textarea name="remark" rows="2" maxlength="{LONGEST_REMARK}"></textarea>'
        f'</label><p class="bw-small">{escape(say("tools.no_names"))}</p>'
        f"{_button('', say('tools.send'), ('helpful', 'nee'))}</div></form>"
    )


def code_html(code: str, key: str, *, days: int, page_language: str = "nl") -> str:
    """Return the code of a conversation that is kept for so many days, with a button to what is kept of it."""
    say = partial(text, language=page_language)
    told = say("mine.told_one") if days == 1 else say("mine.told", days=days)
    return (
        f'<details class="bw-code" id="{key}-code"><summary>{escape(say("mine.summary"))}</summary>'
        f'<p>{escape(told)} <code>{escape(code)}</code></p><form method="post" action="./bewaard">'
        f'<input type="hidden" name="code" value="{escape(code)}"><div class="bw-buttons">'
        f"{_button('', say('mine.look'), ('doe', 'zie'))}</div></form></details>"
    )


def _button(names: str, words: str, value: tuple[str, str]) -> str:
    name, sent = value
    kinds = f"bw-button {names}".strip()
    return f'<button type="submit" class="{kinds}" name="{name}" value="{sent}">{escape(words)}</button>'


def _press(names: str, words: str) -> str:
    return f'<button type="button" class="bw-button {names}">{escape(words)}</button>'


def _data(said: Mapping[str, str]) -> str:
    return "".join(f' data-{name}="{escape(words)}"' for name, words in said.items() if words)
