"""docs/privacy.md is what the code does: tables, columns, settings, periods, cookies, and the figures of the mask."""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import timedelta
from typing import get_args

import pytest

import index.store
from index.dutch.word_lists import read_rows
from index.settings import Settings
from index.store.exchanges import exchanges
from index.store.staff.attempts import WINDOW
from index.store.staff.sessions import IDLE, LOGGED, LONGEST
from index.store.tables import metadata
from qa.exchanges import LONGEST_REMARK
from qa.question.personal.data import PersonalKind, masked
from tests.support.paths import ROOT
from ui.desk import cookies, sign_in_routes
from ui.desk.privacy.routes import PRIVACY
from ui.page import stream
from ui.web import language

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def cells(text: str, head: str) -> list[list[str]]:
    """Return the cells of the table whose head begins so, row by row."""
    lines = text[text.index(f"| {head} |") :].split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_each_table_of_the_catalog_is_told_of() -> None:
    for module in pkgutil.walk_packages(index.store.__path__, "index.store."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    told = {name.strip("`"): goes for name, _, goes in cells(section("What is kept, and for how long"), "table")}
    assert set(told) == set(metadata.tables), "say in docs/privacy.md what a new table holds about people"
    hanging = {
        table.name
        for table in metadata.tables.values()
        if any(key.column is exchanges.c.id for key in table.foreign_keys)
    }
    assert {name for name, goes in told.items() if goes == "with its exchange"} == hanging


def test_each_column_of_an_exchange_is_told_of() -> None:
    told = PAGE.partition("An exchange has these columns:")[2].partition("No name, no account")[0]
    assert set(re.findall(r"`([a-z_]+)`", told)) == {column.name for column in exchanges.columns}
    assert f"at most {LONGEST_REMARK} characters" in told


def test_settings_have_the_defaults_that_are_told() -> None:
    for name, default, _ in cells(section("When something is kept"), "setting"):
        field = Settings.model_fields[re.findall(r"BRIEFWIJZER_([A-Z_]+)", name)[0].lower()]
        assert default.strip("`") == ("none" if field.default is None else str(field.default))


def test_periods_are_those_of_the_code() -> None:
    assert (timedelta(hours=1), timedelta(hours=12), timedelta(minutes=15)) == (IDLE, LONGEST, WINDOW)
    assert timedelta(days=2 * 365) == LOGGED
    assert "after two years, when somebody signs in" in PAGE
    assert f"after {sign_in_routes._BROWSER_DAYS} days" in PAGE
    assert f"latest {stream._RECENT} answers" in PAGE


def test_what_browsers_keep_is_told_by_name() -> None:
    script = (ROOT / "ui" / "page" / "static" / "chat.js").read_text(encoding="utf-8")
    names = {*re.findall(r'(?:STORE|MAY_KEEP) = "([^"]+)"', script), language.COOKIE}
    names |= {cookies.SESSION, cookies.FORM, cookies.BROWSER}
    told = PAGE.partition("- **The browser**")[2].partition("##")[0]
    assert set(re.findall(r"`(briefwijzer[a-z-]*)`", told)) == names


def test_where_admins_erase_is_told_and_where_readers_do() -> None:
    told = section("Rights of whoever asked")
    assert set(re.findall(r"`(/[a-z/]+)`", told)) == {PRIVACY, "/bewaard"}


def test_each_kind_that_is_masked_is_told_of() -> None:
    assert len(cells(section("What is masked"), "kind")) == len(get_args(PersonalKind))


@pytest.mark.parametrize(("place", "part"), [(0, "seen"), (1, "unseen"), (2, "hard"), (3, "harder")])
def test_the_figures_of_the_mask_are_those_of_the_table(place: int, part: str) -> None:
    missed = changed = personal = harmless = 0
    for of, kind, question, *said in read_rows(ROOT / "tests" / "data" / "personal_data.tsv"):
        text = question.replace("\\n", "\n")
        if of != part:
            continue
        if kind == "none":
            harmless, changed = harmless + 1, changed + (masked(text) != text)
        else:
            personal, missed = personal + 1, missed + any(each in masked(text) for each in said[0].split("|"))
    now = cells(section("What is masked"), "part")[place][3]
    assert now == f"{missed} of {personal}, {changed} of {harmless}"
