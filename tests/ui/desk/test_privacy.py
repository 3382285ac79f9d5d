"""The page on privacy: what is kept, and taking it along or erasing it by a code and for a period."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from bs4 import BeautifulSoup

from index.settings import Settings
from index.store.exchanges import find_exchanges, forget_exchanges, keep_exchange, read_exchanges
from index.store.review.cases import case_file
from index.store.review.pins import Pin, put_pin, read_pins, remove_pin
from index.store.review.reviews import Review, write_review
from index.store.staff.log import read_log
from qa.exchanges import exchange, new_code
from qa.review.reviewing import make_case
from tests.support.web import served
from tests.ui.desk.desk import code_on, post
from tests.whole.test_exchanges import answer
from ui.desk.form_code import FIELD
from ui.desk.privacy.routes import PRIVACY
from ui.serve import empty_app

TODAY = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
CODE = new_code()


def asked(settings: Settings, question: str, *, days_ago: int, code: str = "") -> str:
    """Keep a question that was asked at noon so many days ago; return its id."""
    made = exchange(answer(question), asked_at=(TODAY - timedelta(days=days_ago)).astimezone(UTC), code=code)
    keep_exchange(made, settings=settings)
    return made.id


def day(days_ago: int) -> str:
    return (TODAY - timedelta(days=days_ago)).date().isoformat()


def questions(settings: Settings) -> list[str]:
    return [each.question for each in read_exchanges(settings)]


@pytest.fixture(name="kept")
def kept_fixture(settings: Settings) -> dict[str, str]:
    """Two questions of one conversation, the second reviewed, pinned and a test question; and two others, earlier."""
    forget_exchanges(settings, find_exchanges(settings))
    for pin in read_pins(settings):
        remove_pin(settings, pin.key, by="Anna")
    case_file(settings).unlink(missing_ok=True)
    ids = {
        "oldest": asked(settings, "Wat kost <b>zwemmen</b>?", days_ago=40, code=new_code()),
        "early": asked(settings, "Wie geeft les?", days_ago=30),
        "first": asked(settings, "Hoe laat begint de les?", days_ago=3, code=CODE),
        "second": asked(settings, "En op zondag?", days_ago=2, code=CODE),
    }
    write_review(Review(ids["second"], "Anna de Vries", datetime.now(UTC), "good", note="mooi"), settings=settings)
    make_case(ids["second"], "Anna de Vries", settings, None)
    put_pin(Pin("k" * 64, "En op zondag?", "nl", "quotes", (), "Anna de Vries", datetime.now(UTC)), settings)
    return ids


def numbers(page: httpx.Response) -> list[str]:
    """Return what a page says of how much was chosen."""
    return [each.get_text(" ", strip=True) for each in BeautifulSoup(page.text, "lxml").select("main li")]


def faults(page: httpx.Response) -> dict[str, str]:
    """Return what stands at each field that is wrong, by its name, as whoever cannot see the page hears it."""
    html = BeautifulSoup(page.text, "lxml")
    wrong = html.select("[aria-invalid=true]")
    return {each["name"]: html.find(id=each["aria-describedby"].split()[0]).text for each in wrong}


def test_the_page_says_what_is_kept_and_what_goes_when(
    admin: httpx.Client, settings: Settings, kept: dict[str, str]
) -> None:
    page = admin.get(PRIVACY)
    text = BeautifulSoup(page.text, "lxml").main.get_text(" ", strip=True)
    assert "Elke vraag wordt met het antwoord bewaard." in text
    assert "BRIEFWIJZER_EXCHANGES (on)" in text
    assert "ouder zijn dan 90 dagen" in text
    assert "4 vragen met antwoorden bewaard" in text
    assert "bij 2 gesprekken met een code" in text
    goes = TODAY + timedelta(days=50)
    assert f"{goes.year}, binnen een uur na {goes.astimezone().strftime('%H:%M')}" in text
    assert "1 antwoord vastgezet" in text
    assert "1 toetsvraag" in text
    assert 'href="/over#bewaren"' in page.text
    assert "4 questions with their answers are kept now" in admin.get(f"{PRIVACY}?taal=en").text


def test_the_page_says_what_the_settings_make_true(
    admin: httpx.Client, settings: Settings, kept: dict[str, str]
) -> None:
    cookies = "; ".join(f"{name}={value}" for name, value in admin.cookies.items())
    for changed, said in (
        ({"exchanges": "tick"}, "het vakje ernaast aanvinkt"),
        ({"exchanges": "off"}, "Nieuwe vragen worden niet bewaard. Er zijn nu 4 vragen"),
        ({"exchanges_days": 10**9}, "Er zijn nu 4 vragen"),
        ({"exchanges_days": 35}, "Er zijn nu 3 vragen"),  # what is older went as the page was opened
        ({"exchanges_days": 0}, "Nieuwe vragen worden niet bewaard. Er is nu geen vraag bewaard."),
    ):
        with served(empty_app(settings.model_copy(update=changed), host="127.0.0.1")) as other:
            page = other.get(PRIVACY, headers={"Cookie": cookies, "Accept": "text/html"})
        assert said in BeautifulSoup(page.text, "lxml").main.get_text(" ", strip=True)


def test_a_conversation_is_taken_along_and_erased_by_its_code(
    admin: httpx.Client, settings: Settings, kept: dict[str, str]
) -> None:
    code = CODE.upper().replace("-", " ")
    sure = post(admin, f"{PRIVACY}/gesprek", {"code": code, "doe": "wissen"}, form_on=PRIVACY)
    assert "2 vragen met antwoorden voorgoed wissen?" in sure.text
    assert [each.rpartition(": ")[2] for each in numbers(sure)[1:]] == ["1", "1", "1"]
    assert "Vastgezette antwoorden en toetsvragen blijven" in sure.text
    assert len(questions(settings)) == 4
    form = {FIELD: code_on(sure), "code": code}
    taken = admin.post(f"{PRIVACY}/gesprek/meenemen", data=form)
    assert taken.headers["content-disposition"] == 'attachment; filename="briefwijzer-bewaard.json"'
    assert [each["question"] for each in json.loads(taken.text)] == ["En op zondag?", "Hoe laat begint de les?"]
    assert [each["note"] for line in taken.json() for each in line["reviews"]] == ["mooi"]
    assert "Anna" not in taken.text
    done = admin.post(f"{PRIVACY}/gesprek/wissen", data=form)
    assert "2 vragen met antwoorden zijn gewist" in admin.get(done.headers["location"]).text
    assert questions(settings) == ["Wie geeft les?", "Wat kost <b>zwemmen</b>?"]
    assert len(read_pins(settings)) == 1
    assert case_file(settings).read_text("utf-8").count("\n") == 1
    logged = [(each.who, each.what, each.subject, each.detail) for each in read_log(settings)]
    assert logged[:2] == [("Noor", "exchanges_erased", "code", "2"), ("Noor", "exported", "code", "2")]
    again = admin.post(f"{PRIVACY}/gesprek/wissen", data=form)
    assert again.status_code == 422
    assert "Bij deze code is niets bewaard" in faults(again)["code"]


def test_a_period_is_taken_along_and_erased_with_its_first_and_last_day(
    admin: httpx.Client, settings: Settings, kept: dict[str, str]
) -> None:
    period = {"van": day(30), "tot": day(3)}
    sure = post(admin, f"{PRIVACY}/periode", {**period, "doe": "meenemen"}, form_on=PRIVACY)
    assert "2 vragen met antwoorden meenemen?" in sure.text
    assert [each.rpartition(": ")[2] for each in numbers(sure)[1:]] == ["0", "0", "0"]
    form = {FIELD: code_on(sure), **period}
    taken = admin.post(f"{PRIVACY}/periode/meenemen", data=form).json()
    assert [each["id"] for each in taken] == [kept["first"], kept["early"]]
    done = admin.post(f"{PRIVACY}/periode/wissen", data=form)
    assert done.headers["location"] == f"{PRIVACY}?gewist=2"
    assert find_exchanges(settings) == [kept["second"], kept["oldest"]]
    newest = next(read_log(settings))
    assert (newest.what, newest.subject, newest.detail) == ("exchanges_erased", f"{day(30)} – {day(3)}", "2")
    one = post(admin, f"{PRIVACY}/periode", {"van": day(2), "tot": day(2), "doe": "wissen"}, form_on=PRIVACY)
    assert "1 vraag met antwoord voorgoed wissen?" in one.text
    done = admin.post(f"{PRIVACY}/periode/wissen", data={FIELD: code_on(one), "van": day(2), "tot": day(2)})
    assert "1 vraag met antwoord is gewist" in admin.get(done.headers["location"]).text
    assert "<td>wiste vragen met hun antwoorden</td>" in admin.get("/beheer/logboek").text


def test_what_cannot_be_chosen_is_said_at_its_field_and_nothing_is_done(
    admin: httpx.Client, settings: Settings, kept: dict[str, str]
) -> None:
    before, code = len(list(read_log(settings))), code_on(admin.get(PRIVACY))
    for kind, fields, wrong in (
        ("gesprek", {"code": ""}, {"code": "Vul dit in"}),
        ("gesprek", {"code": "abc !"}, {"code": "twintig letters en cijfers"}),
        ("gesprek", {"code": "0123-4567-89ab-cdef-ghjk"}, {"code": "Bij deze code is niets bewaard"}),
        ("periode", {}, {"van": "Vul dit in", "tot": "Vul dit in"}),
        ("periode", {"van": "2026-02-30", "tot": "gisteren"}, {"van": "bestaat niet", "tot": "bestaat niet"}),
        ("periode", {"van": "2026-01-01", "tot": "9999-12-31"}, {"tot": "bestaat niet"}),
        ("periode", {"van": "2026-03-02", "tot": "2026-03-01"}, {"tot": "ligt voor de eerste"}),
        ("periode", {"van": "1999-03-01", "tot": "1999-03-31"}, {"tot": "In deze periode is niets bewaard"}),
    ):
        for step in ("", "/meenemen", "/wissen"):
            page = admin.post(f"{PRIVACY}/{kind}{step}", data={FIELD: code, "doe": "wissen", **fields})
            told = faults(page)
            assert (page.status_code, set(told)) == (422, set(wrong)), (kind, fields, step)
            assert [name for name, said in wrong.items() if said not in told[name]] == []
    assert len(questions(settings)) == 4
    assert len(list(read_log(settings))) == before


def test_no_address_asks_for_anything_else(admin: httpx.Client, settings: Settings, kept: dict[str, str]) -> None:
    code = code_on(admin.get(PRIVACY))
    for path, fields in (("alles/wissen", {"code": CODE}), ("gesprek", {"code": CODE, "doe": "weg"})):
        assert admin.post(f"{PRIVACY}/{path}", data={FIELD: code, **fields}).status_code == 422
    assert "vragen met" not in admin.get(f"{PRIVACY}/gesprek?code={CODE}&doe=wissen").text
    assert len(questions(settings)) == 4
