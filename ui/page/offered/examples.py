"""Example questions made from what is indexed, so that each is about a letter that is there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from index.dutch.dates import written_out
from index.dutch.dictionaries import dictionary_form, in_dictionary
from index.dutch.letter_words import KINDS
from index.dutch.number_words import number_words
from index.dutch.word_lists import kinds
from index.dutch.words import stop_words
from index.records import Letter, Passage
from qa.question.leaning.noun_phrases import PREPOSITIONS

_PASSAGES = 2_000  # reading on through a large collection would only delay the page
_SHORTEST, _LONGEST = 15, 60
# Words in headings that stand over many letters and say nothing about this one. Gathered by reading letters.
_OFFICE = frozenset(
    {"aanleiding", "achtergrond", "advies", "afstemming", "besluit", "bijlage", "bijlagen", "colofon", "context"}
    | {"disclaimer", "inhoudsopgave", "inleiding", "kernpunten", "leeswijzer", "opmerkingen", "paragraaf", "proces"}
    | {"samenvatting", "toelichting", "totstandkoming", "vervolg"}
)
_ASKING = ("wie ", "wat ", "waar", "wanneer ", "welk", "hoe ")
_ADDRESSED = ("brief", "nota", "notitie")
_VERBS = kinds("grammar/verbs.tsv", "clause")


def example_questions(letters: Iterable[Letter], passages: Iterable[Passage], *, limit: int = 4) -> list[str]:
    """Return at most `limit` short questions, the same ones for the same letters.

    A heading that is a question is taken as it stands; other headings and titles become "Wat staat er
    over …?", senders and dates a question about the letter itself. Letters take turns.
    """
    by_id = {letter.id: letter for letter in letters}
    about: dict[str, list[Passage]] = {}
    for passage in islice(passages, _PASSAGES):
        about.setdefault(passage.letter_id, []).append(passage)
    asked = _in_turn([_questions_in(about.get(key, [])) for key in by_id])
    topics = _in_turn([_topics(letter, about.get(key, [])) for key, letter in by_id.items()])
    facts = _in_turn([_facts(letter) for letter in by_id.values()])
    chosen = [*dict.fromkeys(islice(asked, limit // 2))]
    facts_first = next(facts, None)
    room = limit - len(chosen) - (facts_first is not None)
    chosen += islice((topic for topic in topics if topic not in chosen), room)
    return [*chosen, *([facts_first] if facts_first else []), *facts][:limit]


def _in_turn(questions: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the first question of every letter, then the second of every letter, each question once."""
    rounds = zip_longest(*questions)
    yield from dict.fromkeys(question for turn in rounds for question in turn if question)


def _questions_in(passages: Iterable[Passage]) -> list[str]:
    headings = (_heading(passage) for passage in passages)
    return [words for words in dict.fromkeys(headings) if words.endswith("?") and _SHORTEST < len(words) <= _LONGEST]


def _topics(letter: Letter, passages: Sequence[Passage]) -> list[str]:
    headings = dict.fromkeys(_heading(passage) for passage in passages)
    topics = [words for words in headings if _is_topic(words) and words != letter.title]
    if letter.title and _is_topic(letter.title):
        topics.append(letter.title)
    text = " ".join(passage.text for passage in passages)
    return [f"Wat staat er over {_lower_first(topic, text)}?" for topic in topics]


def _facts(letter: Letter) -> list[str]:
    if not letter.sender or len(letter.sender) > _LONGEST or letter.kind not in _ADDRESSED:
        return []
    if "signature" in letter.spans:
        return [f"Wie ondertekende de {letter.kind} van {letter.sender}?"]
    if letter.date and letter.recipient:
        month = written_out(letter.date[:7])
        return [f"Aan wie is de {letter.kind} van {letter.sender} uit {month} gericht?"]
    return []


def _heading(passage: Passage) -> str:
    """Return the heading over a passage, without a list's lead-in behind it."""
    return passage.heading.split(" › ")[0].strip()


def _is_topic(words: str) -> bool:
    """Tell whether a heading names a subject that a person could ask about."""
    plain = words.strip(" .:").casefold()
    return (
        _SHORTEST <= len(plain) <= _LONGEST
        and _OFFICE.isdisjoint(plain.split())
        and not plain.startswith(_ASKING)
        and plain.split()[0] not in PREPOSITIONS
        and words[0].isupper()
        and not words.isupper()
        and not words.endswith((":", "?"))
        and not any(character.isdigit() or character in "|@<>/\\" for character in words)
        and not any(_is_verb(word) or word.endswith(tuple(KINDS)) for word in plain.split())
    )


def _is_verb(word: str) -> bool:
    """Tell whether a word has the form of a verb: `bindt`, `opgenomen`, `vertrekken`; not one that stands as an
    adjective, `lopende`, `passend`. Nouns in *-en* of which the dictionary knows no other form are taken for verbs.
    """
    if word in _VERBS:
        return True
    if word in stop_words() or word in number_words() or word.endswith("end") or not in_dictionary(word, "nl"):
        return False
    return word.endswith(("t", "d", "en")) and dictionary_form(word, "nl").endswith("en")


def _lower_first(heading: str, text: str) -> str:
    """Return the heading with a small first letter if its first word stands in `text` without a capital."""
    first = heading.split(maxsplit=1)[0].lower()
    return heading[0].lower() + heading[1:] if f" {first} " in text else heading
