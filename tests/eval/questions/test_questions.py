"""Question files: what is accepted, and what a person is told about what is not."""

import json
from pathlib import Path

import pytest

from eval.jsonl import InputError
from eval.questions.questions import check_files, read_questions
from tests.support.paths import SHARED, needs_shared

GOOD = {"id": "v1", "type": "fact", "question": "Hoe lang?", "evidence": [[{"file": "brief.md"}]]}


def write(folder: Path, *lines: object) -> Path:
    path = folder / "vragen.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def test_reads_what_is_optional_as_absent(tmp_path: Path) -> None:
    (question,) = read_questions(write(tmp_path, GOOD))
    assert question.answerable
    assert (question.history, question.answer, question.facts) == ((), None, ())
    assert question.evidence[0][0].note is question.evidence[0][0].quote is None


def test_keeps_line_separators_inside_a_question(tmp_path: Path) -> None:
    line = json.dumps(GOOD | {"question": "Hoe\u2028lang?"}, ensure_ascii=False)
    (question,) = read_questions(write(tmp_path, "\ufeff" + line, ""))
    assert question.question == "Hoe\u2028lang?"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "geen geldige JSON"),
        ("[1]", "moet een JSON-object zijn"),
        ({k: v for k, v in GOOD.items() if k != "question"}, "het veld 'question' ontbreekt"),
        (GOOD | {"id": 3}, "het veld 'id' moet tekst zijn"),
        (GOOD | {"id": " "}, "het veld 'id' is leeg"),
        (GOOD | {"facts": "drie"}, "het veld 'facts' moet een lijst zijn"),
        (GOOD | {"facts": [[]]}, "het veld 'facts.0' is leeg"),
        (GOOD | {"evidence": ["brief.md"]}, "het veld 'evidence.0' moet een lijst zijn"),
        (GOOD | {"evidence": [["brief.md"]]}, "het veld 'evidence.0.0' moet een object zijn"),
        (GOOD | {"evidence": [[{"quote": "x"}]]}, "het veld 'evidence.0.0.file' ontbreekt"),
        (GOOD | {"evidence": []}, "zonder 'evidence'"),
        (GOOD | {"type": "unanswerable-off"}, "heeft geen 'answer', 'facts' of 'evidence'"),
    ],
)
def test_names_the_line_and_the_fault(tmp_path: Path, line: object, complaint: str) -> None:
    other = GOOD | {"id": "anders"}
    with pytest.raises(InputError) as caught:
        read_questions(write(tmp_path, other, line))
    assert "regel 2: " in caught.value.message
    assert complaint in caught.value.message
    assert caught.value.help


def test_refuses_the_same_id_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"regel 3: de id 'v1' staat ook op regel 1"):
        read_questions(write(tmp_path, GOOD, "", GOOD))


def test_refuses_a_file_that_is_not_there_or_empty_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet te lezen"):
        read_questions(tmp_path / "weg.jsonl")
    with pytest.raises(InputError, match="geen enkele vraag"):
        read_questions(write(tmp_path, "", " "))
    (tmp_path / "oud.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(InputError, match="UTF-8"):
        read_questions(tmp_path / "oud.jsonl")


def test_refuses_evidence_in_a_file_that_is_not_in_the_folder(tmp_path: Path) -> None:
    questions = read_questions(write(tmp_path, GOOD))
    with pytest.raises(InputError, match=r"'v1' verwijst naar het bestand 'brief\.md'"):
        check_files(questions, tmp_path)
    (tmp_path / "brief.md").write_text("Drie weken.", encoding="utf-8")
    check_files(questions, tmp_path)


@needs_shared
@pytest.mark.letters
@pytest.mark.parametrize(("name", "count", "answerable"), [("letters", 61, 48), ("vac", 101, 101), ("law", 36, 36)])
def test_reads_the_public_question_sets(name: str, count: int, answerable: int) -> None:
    questions = read_questions(SHARED / "eval" / name / "questions.jsonl")
    assert len(questions) == count
    assert sum(question.answerable for question in questions) == answerable


def test_fields_of_its_own_in_a_question_set_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(GOOD | {"remark": "checked twice"}), encoding="utf-8")
    assert [question.id for question in read_questions(path)] == [GOOD["id"]]
