"""The public letters and PDFs beside the checkout: each is read or refused for the right reason."""

import json
import re

import pytest

from index.errors import ReadError
from index.read.file import ReadDocument, read
from index.read.legible import legible
from index.records import pages
from index.settings import Settings
from tests.index.read.test_file import sound
from tests.support.paths import SHARED, needs_shared

pytestmark = [pytest.mark.letters, needs_shared, pytest.mark.slow]

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]
REFUSED = {"enc_rc4_userpassword.pdf": "encrypted", "scan_rotated_skewed_two_column.pdf": "no_text_layer"}
HIDDEN = {"three_column_federal_register.pdf": "Op pagina 1 t/m 15 staat verborgen tekst;"}  # in white, for the printer
PAGES = {"mixed_rotation.pdf": 2, "nl_infographic_dusi_vis.pdf": 2, "three_column_federal_register.pdf": 15}
FILES = sorted([*SHARED.glob("pdfs/*/*.pdf"), *SHARED.glob("letters/*.txt")])


def reading(name: str) -> ReadDocument:
    path = next(path for path in FILES if path.name == name)
    return read(path, name=name, settings=SETTINGS)


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_each_file(name: str) -> None:
    if name in REFUSED:
        with pytest.raises(ReadError) as caught:
            reading(name)
        assert caught.value.reason == REFUSED[name]
        return
    result = reading(name)
    sound(result)
    assert [note[: note.index(";") + 1] for note in result.notes] == ([HIDDEN[name]] if name in HIDDEN else [])
    assert len(result.document.page_starts) == PAGES.get(name, len(result.document.page_starts))
    assert all(legible(result.document.text[start:end]) for start, end in pages(result.document))


def test_no_markdown_is_left_in_the_letters() -> None:
    for path in SHARED.glob("letters/*.txt"):
        text = reading(path.name).document.text
        assert not re.search(r"\*\*|\]\(|^#+ |(?<!\w)\*\w", text, re.M)


def test_every_quote_of_the_question_set_is_found() -> None:
    """The set's quotes stand without marks and with white space collapsed, see its README."""
    texts = {path.name: reading(path.name).document.text for path in SHARED.glob("letters/*.txt")}
    plain = {name: " ".join(re.sub(r"[*_#]", "", text).split()) for name, text in texts.items()}
    missing = []
    for line in (SHARED / "eval/letters/questions.jsonl").read_text(encoding="utf-8").splitlines():
        for group in json.loads(line)["evidence"]:
            missing += [at["quote"] for at in group if at["quote"] and at["quote"] not in plain[at["file"]]]
    assert missing == []


def test_parliamentary_questions_are_whole() -> None:
    for path in SHARED.glob("pdfs/kamervragen/*.pdf"):
        text = reading(path.name).document.text
        assert text.count("Tweede Kamer, vergaderjaar") == 1  # the footer stays on the first page only
        asked = [int(n) for n in re.findall(r"^Vraag (\d+)", text, re.M)]
        assert asked == sorted(asked)
        assert asked[0] == 1
        assert not re.search(r"[a-z]-\n(?!en |of )[a-z]", text)  # no word is left broken


def test_columns_are_not_mixed() -> None:
    text = " ".join(reading("three_column_federal_register.pdf").document.text.split())
    assert "The FAA proposes to supersede Airworthiness Directive" in text
    assert text.count("VerDate Sep") <= 2  # once, and once where more stands on the line
    latex = " ".join(reading("two_column_latex.pdf").document.text.split())
    assert "malesuada fames ac turpis egestas. Mauris ut leo." in latex


def test_ligatures_and_soft_hyphens() -> None:
    assert reading("ligatures.pdf").document.text.startswith("abcdefff")
    assert not set(reading("nl_infographic_dusi_vis.pdf").document.text) & set("\u00ad\u00a0ﬁ")
