"""The letters' pages of the desk in a real Chromium: files good and bad, corrected before and after they come in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from filelock import FileLock
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from index.errors import NotIndexedError
from index.run.letter_changes import indexed_letters
from index.run.run import forget_paths, index_paths
from index.run.waiting import waiting_files, waiting_folder
from index.search.library import open_library
from index.settings import Settings
from tests.index.run.test_letter_changes import NEWER, TWO
from tests.support.barriers import barriers
from tests.support.chromium import needs_chromium, set_width, start_chromium, wait
from tests.support.limits import HANG_SECONDS
from tests.support.web import served
from tests.ui.desk.desk import PASSWORD, add
from ui.serve import empty_app

pytestmark = [pytest.mark.browser, pytest.mark.slow, needs_chromium]

_LOOKS = ((1280, "light"), (390, "dark"))


@pytest.fixture(name="settings", scope="module")
def settings_fixture(tmp_path_factory: pytest.TempPathFactory, tiny: str) -> Settings:
    data = tmp_path_factory.mktemp("desk") / "data"
    settings = Settings(_env_file=None, data=data, embedder=tiny, questions_per_minute=600, max_file_mb=1)  # type: ignore[call-arg]
    add(settings, "Noor", "editor")
    return settings


@pytest.fixture(name="desk", scope="module")
def desk_fixture(settings: Settings) -> Iterator[str]:
    with served(empty_app(settings, host="127.0.0.1")) as client:
        yield f"{client.base_url}/beheer"


@pytest.fixture(name="chromium", scope="module")
def chromium_fixture(desk: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A browser in which Noor is signed in."""
    with start_chromium(tmp_path_factory.mktemp("browser") / "chromium", language="nl") as chromium:
        chromium.get(f"{desk}/aanmelden")
        wait(chromium, "#naam").send_keys("Noor")
        chromium.find_element(By.ID, "wachtwoord").send_keys(PASSWORD, Keys.ENTER)
        WebDriverWait(chromium, HANG_SECONDS).until(lambda page: page.current_url == desk)
        yield chromium


@pytest.fixture(name="files", scope="module")
def files_fixture(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files to send, by what is the matter with them."""
    folder = tmp_path_factory.mktemp("files")
    scan = pypdf.PdfWriter()
    picture = io.BytesIO()
    canvas = Canvas(picture, pagesize=(300, 300))
    canvas.drawInlineImage(Image.effect_noise((300, 300), 60), 0, 0, 300, 300)
    canvas.save()
    scan.append(picture)
    scan.write(folder / "scan.pdf")
    scan.encrypt("geheim", algorithm="AES-256")
    scan.write(folder / "slot.pdf")
    with zipfile.ZipFile(folder / "bom.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b" " * 400_000_000)
    texts = {
        "twee.txt": TWO,
        "twee kopie.txt": TWO,
        "<img src=x onerror=document.title=1> & 'brug'.txt": NEWER,
        "groot.txt": "a" * 1_100_000,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    names = {
        "good": "twee.txt",
        "same": "twee kopie.txt",
        "hostile": "<img src=x onerror=document.title=1> & 'brug'.txt",
        "large": "groot.txt",
        "scan": "scan.pdf",
        "locked": "slot.pdf",
        "bomb": "bom.docx",
    }
    return {what: folder / name for what, name in names.items()}


def _look(chromium: webdriver.Chrome, name: str) -> list[str]:
    found = [f"{name}: {each}" for each in barriers(chromium, _LOOKS)]
    set_width(chromium, 1280)
    return found


def _press(chromium: webdriver.Chrome, key: str) -> None:
    ActionChains(chromium).send_keys(key).perform()  # what is sent to a field for files is the name of one


def _tab_to(chromium: webdriver.Chrome, css: str) -> WebElement:
    """Press Tab until what has the focus is `css`, and return it."""
    for _ in range(80):
        _press(chromium, Keys.TAB)
        here = chromium.switch_to.active_element
        if chromium.execute_script("return arguments[0].matches(arguments[1])", here, css):
            return here
    raise AssertionError(f"{css} cannot be reached by keyboard")


def _submit(chromium: webdriver.Chrome) -> None:
    """Press Enter on what has the focus, and wait for the page that comes."""
    chromium.execute_script("window.before = true")
    _press(chromium, Keys.ENTER)
    script = "return document.readyState === 'complete' && !window.before"
    WebDriverWait(chromium, HANG_SECONDS).until(lambda page: page.execute_script(script))


def _until_said(chromium: webdriver.Chrome, words: str) -> str:
    """Return what the page says once it says `words`, which it takes from the server by itself."""

    def said(page: webdriver.Chrome) -> str:  # in one go: the page may take this part anew at any moment
        text = str(page.execute_script("return document.getElementById('stand').innerText"))
        return text if words in text else ""

    return str(WebDriverWait(chromium, HANG_SECONDS).until(said))


def _read_by_readers(settings: Settings) -> set[str | None]:
    """Return the titles of the letters that readers get answers from."""
    try:
        return {each.title for each in open_library(settings).letters.values()}
    except NotIndexedError:
        return set()


def test_files_are_sent_corrected_and_taken_in_by_keyboard(
    chromium: webdriver.Chrome, desk: str, settings: Settings, files: dict[str, Path]
) -> None:
    chromium.get(f"{desk}/brieven")
    found = _look(chromium, "empty")
    for path in files.values():
        wait(chromium, "#bestanden").send_keys(str(path))
    _tab_to(chromium, "#toevoegen button")
    _submit(chromium)
    said = _until_said(chromium, "Klaar om op te nemen: 2. Niet aangenomen: 5.")
    for words in (
        "img src_x onerror_document.title_1_ & _brug.txt",
        "Dit bestand is groter dan 1 MB.",
        "Dit bestand staat al klaar om na te kijken.",
        "wachtwoord",
        "scan",
    ):
        assert words in said, said
    assert {each.name: each.status for each in waiting_files(settings)} == {
        "twee.txt": "read",
        "twee kopie.txt": "known",
        "img src_x onerror_document.title_1_ & _brug.txt": "read",
        "groot.txt": "refused",
        "scan.pdf": "unread",
        "slot.pdf": "unread",
        "bom.docx": "unread",
    }
    assert chromium.title != "1"
    found += _look(chromium, "waiting")

    chromium.find_element(By.CSS_SELECTOR, "h1").click()
    looking = _tab_to(chromium, "[aria-label='Bekijk en verbeter: twee.txt']")
    assert looking.size["height"] >= 44
    _submit(chromium)
    assert "Brief 2 van 2" in chromium.find_element(By.TAG_NAME, "main").text
    found += _look(chromium, "preview")
    chromium.find_element(By.CSS_SELECTOR, "h1").click()
    title = _tab_to(chromium, "#title-1")
    title.send_keys(Keys.CONTROL + "a")
    title.send_keys("Naar de zee")
    _submit(chromium)
    assert "Ze gelden zodra" in wait(chromium, "[role='status']").text
    cut = _tab_to(chromium, "#waar-1")
    cut.send_keys("De schoolreis kost")
    _submit(chromium)
    assert "Brief 3 van 3" in chromium.find_element(By.TAG_NAME, "main").text
    _tab_to(chromium, "[action$='/2/samenvoegen'] button")
    _submit(chromium)
    assert "Brief 2 van 2" in chromium.find_element(By.TAG_NAME, "main").text

    chromium.get(f"{desk}/brieven")
    _tab_to(chromium, "#alles")
    _submit(chromium)
    said = _until_said(chromium, "Klaar. Lezers krijgen")
    assert "twee.txt: opgenomen, brieven: 2" in said
    assert "groot.txt: niet aangenomen" in said
    assert waiting_files(settings) == []
    found += _look(chromium, "taken in")
    assert "Naar de zee" in _read_by_readers(settings)
    assert found == []


def test_the_page_goes_on_by_itself_and_keeps_the_focus(
    chromium: webdriver.Chrome, desk: str, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "wacht.txt").write_text(NEWER.replace("BRUG-7", "BRUG-8"), encoding="utf-8")
    chromium.get(f"{desk}/brieven")
    waiting_folder(settings).mkdir(exist_ok=True)
    with FileLock(waiting_folder(settings) / ".reading"):  # another process reads
        wait(chromium, "#bestanden").send_keys(str(tmp_path / "wacht.txt"))
        chromium.find_element(By.CSS_SELECTOR, "#toevoegen button").click()
        _until_said(chromium, "Bestand 1 van 1 wordt gelezen: wacht.txt")
        found = _look(chromium, "reading")
        link = chromium.find_element(By.ID, "ververs-nieuw")
        chromium.execute_script("arguments[0].focus(); window.same = true", link)
    _until_said(chromium, "Klaar om op te nemen: 1.")
    assert chromium.execute_script("return window.same")
    assert chromium.switch_to.active_element.get_attribute("id") == "klaar"
    aloud = chromium.find_element(By.CSS_SELECTOR, "#stand-gezegd[role='status']")
    assert aloud.get_attribute("textContent") == "Klaar om op te nemen: 1. Niet aangenomen: 0."
    _tab_to(chromium, "[aria-label='Niet opnemen: wacht.txt']")
    _submit(chromium)
    assert waiting_files(settings) == []
    assert found == []


def test_a_correction_survives_and_a_deletion_can_be_undone(
    chromium: webdriver.Chrome, desk: str, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "zwembad.txt"
    file.write_text(NEWER.replace("BRUG-7", "BAD-1"), encoding="utf-8")
    index_paths([file], settings=settings)
    (letter,) = (each for each in indexed_letters(settings).letters.values() if each.reference == "BAD-1")
    page = f"{desk}/brieven/{letter.id}"

    def titles() -> set[str | None]:
        return {each.title for each in indexed_letters(settings).letters.values()}

    chromium.get(page)
    found = _look(chromium, "letter")
    wait(chromium, "h1").click()
    title = _tab_to(chromium, "#title")
    title.send_keys(Keys.CONTROL + "a")
    title.send_keys("Op stap")
    _submit(chromium)
    assert "De gegevens zijn bewaard" in wait(chromium, "[role='status']").text
    forget_paths([file], settings=settings)
    index_paths([file], settings=settings)
    assert "Op stap" in titles()

    chromium.get(page)
    wait(chromium, "h1").click()
    _tab_to(chromium, "a[href$='/verwijderen']")
    _submit(chromium)
    found += _look(chromium, "really")
    wait(chromium, "h1").click()
    _tab_to(chromium, "form[action$='/verwijderen'] button")
    _submit(chromium)
    assert "Terug te halen tot" in wait(chromium, "main").text
    assert "Op stap" in titles()  # staff see it still, readers do not
    assert "Op stap" not in _read_by_readers(settings)
    found += _look(chromium, "deleted")
    wait(chromium, "h1").click()
    _tab_to(chromium, "[aria-label='Haal zwembad.txt terug']")
    _submit(chromium)
    assert "Op stap" in _read_by_readers(settings)
    assert found == []
