"""The words by which Dutch letters and notes announce their parts, from `lists/letters`; extend them there. Pure."""

from __future__ import annotations

from index.dutch.word_lists import kinds, listed, rows

_LABELS = rows("letters/labels.tsv")
_KINDS = rows("letters/kinds.tsv")
_ORGANISATIONS = "letters/organisations.tsv"
_FUNCTIONS = "letters/functions.tsv"

LABELS: dict[str, str] = {label: "" if field == "none" else field for label, field, _ in _LABELS}
"""Labels in a letterhead, lower case, with the field that each announces; "" where its value is not kept."""

BARE_LABELS = frozenset(label for label, _, how in _LABELS if "bare" in how.split())
"""Labels that announce their value on the same line also without a colon: `Onze referentie 46123789`."""

SENT_LABELS = frozenset(label for label, _, how in _LABELS if "sent" in how.split())
"""Labels of the day of sending: the letter's date only where no other label gives one; an e-mail has no other."""

OWN_LABELS = frozenset(label for label, _, how in _LABELS if "own" in how.split())
"""Labels that only a sender uses."""

KINDS: dict[str, str] = {word: kind for word, kind, _ in _KINDS}
"""Words that name a kind of letter or note, lower case, with the kind."""

WEAK_KINDS = frozenset(word for word, _, weight in _KINDS if weight == "weak")
"""Words of a kind that yields to another one on the same line: a fact sheet about a letter is listed as that letter."""

NUMBERED_KINDS = frozenset(word for word, _, weight in _KINDS if weight == "numbered")
"""Words that open an attachment, with its number or title behind them."""

FUNCTIONS = kinds(_FUNCTIONS, "whole", "part")
"""What a person is, before the name of what he or she speaks for."""

LEADING = kinds(_FUNCTIONS, "whole")
"""Functions of who speaks for the whole of what follows; what follows the others may be a department."""

OFFICES = tuple(sorted(kinds("letters/signatures.tsv", "office")))
"""The first words of an office that sends letters itself."""

ORGANISATION_WORDS = kinds(_ORGANISATIONS, "word", "both")
"""Words by which a line names an organisation, not a person."""

ORGANISATION_ENDINGS = tuple(sorted(kinds(_ORGANISATIONS, "ending", "both")))
"""Ends of compounds that name an organisation too: oudervereniging, Omgevingsdienst."""

ORGANISATION_SUBJECTS = kinds(_ORGANISATIONS, "subject")
"""Words in names of organisations that are also what someone is charged with: wethouder Onderwijs."""

DEPARTMENTS = kinds(_ORGANISATIONS, "department")
"""Words that open the name of a part of an organisation."""

PUBLIC_BODIES = kinds(_ORGANISATIONS, "public")
"""Words that open the name of a body of government."""

NAME_PARTICLES = listed("letters/name_particles.txt")
"""Small words inside the names of people."""

TITLES_OF_PEOPLE = listed("letters/titles_of_people.txt")
"""Titles before or behind the names of people, without full stops."""
