"""What is said of personal data in a question, before it is asked. Pure."""

from __future__ import annotations

from qa.question.distress import told_distress
from qa.question.personal.data import personal_data
from ui.wording.interface import text


def personal_offer(question: str, language: str) -> str:
    """Return in a sentence what personal data a question has, or "" where nothing is to be offered: who is in distress
    is not held up.
    """
    kinds = dict.fromkeys(each.kind for each in personal_data(question))
    if not kinds or told_distress(question):
        return ""
    *some, last = (text(f"personal.{kind}", language) for kind in kinds)
    named = f"{', '.join(some)} {text('personal.and', language)} {last}" if some else last
    return text("personal.found", language, kinds=named)
