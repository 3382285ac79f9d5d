"""The pages for reviewers over HTTP: choosing, judging, correcting, taking along, and what follows."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from eval.questions.questions import read_questions
from index.search.library import open_library
from index.settings import Settings
from index.store.review.cases import case_file
from index.store.review.pins import read_pins, remove_pin
from index.store.review.queue import read_entry
from index.store.review.reviews import read_reviews
from index.store.staff.log import LogFilter, read_log
from qa.review.pinning import pin_key
from tests.support.web import served
from tests.ui.desk.desk import FIELD, code_on, sign_in
from tests.ui.desk.review.desk_with_letters import ASKED, desk_with_letters
from ui.serve import chat_app

pytestmark = pytest.mark.embedder

BEGINS, TAKES, LANTERNS = ASKED
QUEUE = "/beheer/vragen"


@pytest.fixture(name="desk", scope="module")
def desk_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.URL, Settings, dict[str, str]]]:
    settings, ids = desk_with_letters(tmp_path_factory.mktemp("home"))
    with served(chat_app(open_library(settings), settings, host="127.0.0.1")) as client:
        yield client.base_url, settings, ids


@pytest.fixture(name="ids")
def ids_fixture(desk: Any) -> dict[str, str]:
    ids: dict[str, str] = desk[2]
    return ids


@pytest.fixture(name="settings")
def settings_fixture(desk: Any) -> Settings:
    settings: Settings = desk[1]
    return settings


@pytest.fixture(name="anna", scope="module")
def anna_fixture(desk: Any) -> Iterator[httpx.Client]:
    yield from signed_in(desk[0], "Anna")


@pytest.fixture(name="noor", scope="module")
def noor_fixture(desk: Any) -> Iterator[httpx.Client]:
    yield from signed_in(desk[0], "Noor")


@pytest.fixture(name="bas", scope="module")
def bas_fixture(desk: Any) -> Iterator[httpx.Client]:
    yield from signed_in(desk[0], "Bas")


def signed_in(address: httpx.URL, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, headers={"Accept": "text/html"}, timeout=60) as client:
        assert sign_in(client, name).status_code == 303
        yield client


def judge(client: httpx.Client, id: str, query: str = "", **fields: Any) -> httpx.Response:
    page = client.get(f"{QUEUE}/{id}{query}")
    data = {FIELD: code_on(page), **{name.replace("_", "-"): value for name, value in fields.items()}}
    return client.post(f"{QUEUE}/{id}/oordeel{query}", data=data)


def asked_on(page: httpx.Response) -> list[str]:
    return re.findall(r'<a href="/beheer/vragen/[^"]+">([^<]+)</a>', page.text)


def done(settings: Settings, what: str) -> list[tuple[str, str, str]]:
    return [(each.who, each.subject, each.detail) for each in read_log(settings, LogFilter(what=what))]


def test_the_queue_is_newest_first_and_keeps_to_its_filters(anna: httpx.Client) -> None:
    assert asked_on(anna.get(QUEUE)) == [LANTERNS, TAKES, BEGINS]
    assert asked_on(anna.get(QUEUE, params={"zoek": "LEERLING", "van": "2020-01-01"})) == [TAKES]
    assert asked_on(anna.get(QUEUE, params={"brief": "fietsen.txt", "status": "answered"})) == []
    for named in ("ZWEM", "het zwemrooster", "waterkant"):
        assert asked_on(anna.get(QUEUE, params={"brief": named, "status": "answered"})) == [TAKES, BEGINS]
    assert "zijn omgedraaid" in anna.get(QUEUE, params={"van": "2026-02-02", "tot": "2026-02-01"}).text
    page = anna.get(QUEUE, params={"status": "not_found", "van": "geen dag", "zekerheid": "veel", "wijze": "x"})
    assert asked_on(page) == [LANTERNS]
    assert f"/beheer/vragen?{'status=not_found'}" not in page.text  # one page has no next
    assert re.search(r'<a href="/beheer/vragen/\w+\?status=not_found">', page.text)
    assert "voldoet hieraan" in anna.get(QUEUE, params={"tot": "2020-01-01"}).text


def test_an_exchange_lies_beside_its_letters(anna: httpx.Client, ids: dict[str, str]) -> None:
    page = anna.get(f"{QUEUE}/{ids[TAKES]}")
    text = html.unescape(page.text)
    assert "<mark>Elke leerling neemt een gele badmuts mee.</mark>" in text
    assert "in het bad aan de Havenstraat" in text.partition("<mark>")[0].rpartition("<blockquote>")[2]
    assert "<blockquote>Aan: alle ouders" in text
    link = re.search(r'href="(/brieven/[^"]+\?van=\d+&tot=\d+#citaat)"', text)
    assert link
    assert anna.get(link[1]).status_code == 200
    assert anna.get(f"{QUEUE}/bestaat-niet").status_code == 404


def test_a_verdict_is_kept_and_leads_to_the_next(anna: httpx.Client, settings: Settings, ids: dict[str, str]) -> None:
    after = judge(anna, ids[TAKES], "?oordeel=ik-niet", antwoord="good", citaat_1_1="right", opmerking=" Goed zo. ")
    assert after.status_code == 303
    assert after.headers["location"] == f"{QUEUE}/{ids[BEGINS]}?oordeel=ik-niet&gedaan=oordeel&met={ids[TAKES]}"
    told = html.unescape(anna.get(after.headers["location"]).text).partition('role="status"')[2].partition("</p>")[0]
    assert "is bewaard" in told
    assert f'/beheer/vragen/{ids[TAKES]}?oordeel=ik-niet">“{TAKES}”</a>' in told
    [review] = read_reviews(settings, ids[TAKES])
    assert (review.reviewer, review.answer, review.note) == ("Anna", "good", "Goed zo.")
    assert [(each.sentence, each.citation, each.verdict) for each in review.quotes] == [(1, 1, "right")]
    assert done(settings, "reviewed")[0] == ("Anna", ids[TAKES], "good")
    page = anna.get(f"{QUEUE}/{ids[TAKES]}").text
    assert re.search(r'name="antwoord" value="good" required checked', page)
    assert asked_on(anna.get(QUEUE, params={"oordeel": "ik-niet"})) == [LANTERNS, BEGINS]
    assert asked_on(anna.get(QUEUE, params={"oordeel": "good"})) == [TAKES]
    assert asked_on(anna.get(QUEUE, params={"oordeel": "wrong"})) == []
    last = judge(anna, ids[BEGINS], antwoord="good")
    assert last.headers["location"] == f"{QUEUE}?gedaan=oordeel&met={ids[BEGINS]}"


def test_two_reviewers_are_both_kept_and_their_agreement_is_told(
    anna: httpx.Client, bas: httpx.Client, settings: Settings, ids: dict[str, str]
) -> None:
    for client, answer in ((anna, "good"), (bas, "partly")):
        before = bas.get(f"{QUEUE}/{ids[BEGINS]}").text
        assert "Oordelen van anderen ziet u na uw eigen oordeel" in before or client is anna
        assert "goed</strong>" not in before + bas.get(QUEUE).text
        judge(client, ids[BEGINS], antwoord=answer, opmerking="x" if client is bas else "")
    for client in (anna, bas):
        judge(client, ids[LANTERNS], antwoord="good")
    assert {each.reviewer: each.answer for each in read_reviews(settings, ids[BEGINS])} == {
        "Anna": "good",
        "Bas": "partly",
    }
    assert "deels goed" in anna.get(f"{QUEUE}/{ids[BEGINS]}").text.partition("Oordelen van anderen")[2]
    assert "Anna, Bas</td><td>2</td><td>te weinig om iets te zeggen: minstens 20" in anna.get(QUEUE).text


def test_a_corrected_answer_becomes_a_test_question(
    anna: httpx.Client, settings: Settings, ids: dict[str, str]
) -> None:
    words = "Een fiets zonder slot\nDe zwemles   begint op maandag om negen uur"
    sent = {"antwoord": "should_answer", "verbeterd": "Maandag.", "woorden": words, "daarna": "toetsvraag"}
    after = judge(anna, ids[LANTERNS], **sent)
    assert "gedaan=toetsvraag" in after.headers["location"], after.text
    [case] = read_questions(case_file(settings))
    quotes = [(group[0].file, group[0].quote) for group in case.evidence]
    assert quotes == [
        ("fietsen.txt", "Een fiets zonder slot"),
        ("zwemmen.txt", "De zwemles begint op maandag om negen uur"),
    ]
    assert done(settings, "made_case") == [("Anna", ids[LANTERNS], "")]
    [chosen] = re.findall(
        r'name="citeer" value="([^"]+)"[^>]*> [^“]*“Elke leerling', anna.get(f"{QUEUE}/{ids[TAKES]}").text
    )[:1]
    judge(anna, ids[TAKES], antwoord="partly", verbeterd="Een badmuts.", citeer=chosen, daarna="toetsvraag")
    assert read_questions(case_file(settings))[-1].evidence[0][0].quote == "Elke leerling neemt een gele badmuts mee."
    assert "Er zijn 2 toetsvragen" in anna.get("/beheer/metingen").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"antwoord": ""}, "Kies uit good"),
        ({"antwoord": "good", "citaat_9_9": "right"}, "geen citaat 9.9"),
        ({"antwoord": "wrong", "verbeterd": "Nee, toch."}, "minstens één citaat"),
        ({"antwoord": "wrong", "woorden": "Dit staat nergens."}, "in geen van de brieven: “Dit staat nergens.”"),
        ({"antwoord": "wrong", "verbeterd": "Nee.", "citeer": "weg:1-2"}, "staat niet in de brieven"),
        ({"antwoord": "wrong", "daarna": "toetsvraag", "opmerking": "bewaar mij"}, "volgt niet wat het goede"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    bas: httpx.Client, settings: Settings, ids: dict[str, str], fields: dict[str, str], said: str
) -> None:
    logged = len(list(read_log(settings)))
    answer = judge(bas, ids[TAKES], **fields)
    text = html.unescape(answer.text)
    assert answer.status_code == 422
    assert not [each for each in read_reviews(settings, ids[TAKES]) if each.reviewer == "Bas"]
    assert len(list(read_log(settings))) == logged
    assert said in text.partition('role="alert"')[2].partition("</p>")[0]
    for typed in ("verbeterd", "woorden", "opmerking"):
        assert f">{fields.get(typed, '')}</textarea>" in text


def test_an_exchange_is_given_to_somebody(anna: httpx.Client, settings: Settings, ids: dict[str, str]) -> None:
    page, path = anna.get(f"{QUEUE}/{ids[BEGINS]}"), f"{QUEUE}/{ids[BEGINS]}/toewijzen"
    assert anna.post(path, data={FIELD: code_on(page), "wie": "Niemand"}).status_code == 404
    assert anna.post(path, data={FIELD: code_on(page), "wie": "Bas"}).status_code == 303
    entry = read_entry(settings, ids[BEGINS])
    assert entry
    assert entry.assigned_to == "Bas"
    assert asked_on(anna.get(QUEUE, params={"voor": "Bas"})) == [BEGINS]
    assert done(settings, "assigned") == [("Anna", ids[BEGINS], "Bas")]


def test_what_is_chosen_is_taken_along(anna: httpx.Client, settings: Settings) -> None:
    table = anna.get(f"{QUEUE}.csv", params={"zoek": "zwemles"})
    assert table.headers["content-type"].startswith("text/csv")
    rows = csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert {row["question"] for row in rows} == {BEGINS}
    lines = anna.get(f"{QUEUE}.jsonl").text.splitlines()
    assert [json.loads(line)["question"] for line in lines] == [LANTERNS, TAKES, BEGINS]
    assert anna.get(f"{QUEUE}.exe").status_code == 404
    assert done(settings, "exported")[:2] == [("Anna", "jsonl", "3"), ("Anna", "csv", "1")]


def test_an_editor_pins_an_approved_answer_after_seeing_it_as_readers_will(
    anna: httpx.Client, noor: httpx.Client, settings: Settings, ids: dict[str, str]
) -> None:
    after = judge(anna, ids[TAKES], antwoord="good", citaat_1_1="right", daarna="vast")
    path = f"{QUEUE}/{ids[TAKES]}/vastzetten"
    assert after.headers["location"].startswith(path)
    assert anna.get(path).status_code == 403  # a reviewer judges
    assert "Bewaar en zet vast" not in anna.get(f"{QUEUE}/{ids[TAKES]}").text
    assert "vastzetten" in judge(noor, ids[TAKES], antwoord="good", daarna="vast").headers["location"]
    page = noor.get(path)
    assert "Elke leerling neemt een gele badmuts mee." in page.text
    assert done(settings, "pinned") == []
    pinned = noor.post(path, data={FIELD: code_on(page)})
    assert "gedaan=vast" in pinned.headers["location"]
    assert done(settings, "pinned") == [("Noor", ids[TAKES], "")]
    answer = anna.post("/api/ask", json={"question": "wat neemt elke leerling mee"}).json()
    assert (answer["checked_on"], answer["mode"]) == (date.today().isoformat(), "quotes")
    assert answer["sentences"][0]["citations"][0]["quote"] == "Elke leerling neemt een gele badmuts mee."
    assert "Voor deze vraag staat een antwoord vast, door Noor" in anna.get(f"{QUEUE}/{ids[TAKES]}").text
    assert "vastgezet</strong>" in anna.get(QUEUE).text
    judge(anna, ids[TAKES], antwoord="wrong")
    assert "Een later oordeel is het niet eens" in anna.get(f"{QUEUE}/{ids[TAKES]}").text
    page = noor.get("/beheer/vastgezet")
    assert "Elke leerling neemt een gele badmuts mee." in page.text
    assert "Wordt niet meer gegeven" not in page.text
    [path] = re.findall(r'action="(/beheer/vastgezet/\w+/los)"', page.text)
    assert anna.post(path, data={FIELD: code_on(anna.get(QUEUE))}).status_code == 403
    assert noor.post(path, data={FIELD: code_on(page)}).status_code == 303
    assert "Er is nog geen antwoord vastgezet" in anna.get("/beheer/vastgezet").text
    assert noor.post(path, data={FIELD: code_on(page)}).status_code == 404


def test_a_sentence_that_its_quotes_do_not_bear_out_is_not_pinned(
    noor: httpx.Client, settings: Settings, ids: dict[str, str]
) -> None:
    quote = "Elke leerling neemt een gele badmuts mee."
    said = {"antwoord": "partly", "verbeterd": "Neem een gele badmuts mee. De les kost tien euro.", "woorden": quote}
    path = judge(noor, ids[TAKES], daarna="vast", **said).headers["location"]
    page = noor.get(path)
    told = html.unescape(page.text).partition('role="alert"')[2].partition("</p>")[0]
    assert page.status_code == 422
    assert "“De les kost tien euro.” Een getal, datum of bedrag staat niet zo in het citaat." in told
    assert noor.post(path, data={FIELD: code_on(page)}).status_code == 422
    assert read_pins(settings) == []
    refused = judge(noor, ids[TAKES], daarna="toetsvraag", **said)
    assert "De les kost tien euro." in html.unescape(refused.text).partition('role="alert"')[2]
    judge(noor, ids[TAKES], daarna="vast", **{**said, "verbeterd": "Neem een gele badmuts mee."})
    assert noor.post(path, data={FIELD: code_on(noor.get(path))}).status_code == 303
    answer = noor.post("/api/ask", json={"question": TAKES}).json()
    assert answer["mode"] == "staff"
    assert [(each["text"], each["citations"][0]["quote"]) for each in answer["sentences"]] == [
        ("Neem een gele badmuts mee.", quote)
    ]
    assert "geschreven door een medewerker" in answer["notice"]
    assert remove_pin(settings, pin_key(TAKES), by="Noor")


def test_what_came_nearest_is_judged_too(noor: httpx.Client, settings: Settings, ids: dict[str, str]) -> None:
    page = html.unescape(noor.get(f"{QUEUE}/{ids[LANTERNS]}").text)
    shown = 'name="citaat-0-1"' in page
    assert ("De lezer zag deze zinnen" in page) is shown
    assert ("Er is geen zin uit de brieven getoond" in page) is not shown
    after = judge(noor, ids[LANTERNS], antwoord="good", **({"citaat_0_1": "wrong"} if shown else {"citaat_0_1": ""}))
    assert after.status_code == 303
    [mine] = [each for each in read_reviews(settings, ids[LANTERNS]) if each.reviewer == "Noor"]
    assert [(each.sentence, each.verdict) for each in mine.quotes] == ([(0, "wrong")] if shown else [])


def test_what_was_not_answered_is_a_work_list(anna: httpx.Client) -> None:
    page = anna.get("/beheer/onbeantwoord?dagen=3").text
    assert LANTERNS in page
    assert TAKES not in page
    assert "1 keer gevraagd" in page


def test_where_a_letter_is_lacking_is_a_list_for_who_adds_letters(
    anna: httpx.Client, settings: Settings, ids: dict[str, str]
) -> None:
    page = anna.get("/beheer/onbeantwoord")
    [id] = re.findall(r'name="vraag" value="(\w+)"', page.text)
    assert id == ids[LANTERNS]
    sent = {FIELD: code_on(page), "vraag": id}
    assert anna.post("/beheer/onbeantwoord/brief?dagen=7", data={**sent, "wel": "ja"}).status_code == 303
    assert "Hier hoort een brief bij." in anna.get("/beheer/onbeantwoord").text
    assert asked_on(anna.get(QUEUE, params={"briefgewenst": "ja"})) == [LANTERNS]
    assert anna.post("/beheer/onbeantwoord/brief", data={**sent, "vraag": "weg", "wel": "ja"}).status_code == 404
    free = {**sent, "vraag": ["Jan Jansen;=1+1", id], "wel": "ja"}
    assert anna.post("/beheer/onbeantwoord/brief", data=free).status_code == 303
    assert anna.post("/beheer/onbeantwoord/brief", data={**sent, "wel": ""}).status_code == 303
    assert asked_on(anna.get(QUEUE, params={"briefgewenst": "ja"})) == []
    assert done(settings, "letter_wanted") == [("Anna", id, "1")] * 2, "what is no exchange is not written down"


def test_the_runs_are_shown_with_what_they_changed(anna: httpx.Client, settings: Settings) -> None:
    assert "nog geen meting" in anna.get("/beheer/metingen").text
    for number, (name, right) in enumerate((("eerst", True), ("daarna", False))):
        folder = settings.data / "runs" / name
        folder.mkdir(parents=True)
        write_report(folder / "report.json", right=right, value=0.5 + number / 4)
    (settings.data / "runs" / "half").mkdir()
    (settings.data / "runs" / "half" / "report.json").write_text("{", encoding="utf-8")
    page = html.unescape(anna.get("/beheer/metingen").text)
    assert "0,75" in page
    assert "(0,40–0,90)" in page
    assert "Bewijs bij de eerste 5 treffers" in page
    assert "daarna/report.html" in page
    assert "--data" in page.partition("<pre")[2].partition("</pre>")[0]
    assert "daarna vergeleken met eerst" in page
    worse = page.partition("Slechter geworden")[2]
    assert '<a href="/beheer/vragen/1a2b">Hoe laat?</a>' in worse
    assert page.count("<svg") == 1


def write_report(path: Path, *, right: bool, value: float) -> None:
    metric = {"value": value, "low": 0.4, "high": 0.9, "n": 2}
    questions = [
        {"id": "staff-1a2b", "question": "Hoe laat?", "right": right},
        {"id": "b", "question": "Wie?", "right": True},
    ]
    metrics = {"recall@5": metric, "abstention": {"value": None, "low": None, "high": None, "n": 0}}
    report = {"counts": {"questions": 2}, "metrics": metrics, "questions": questions}
    path.write_text(json.dumps(report), encoding="utf-8")
