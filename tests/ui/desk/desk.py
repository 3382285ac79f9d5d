"""A desk without letters, served for real, and somebody who signs in to it."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

import httpx

from index.run.waiting import WaitingFile, waiting_files
from index.settings import Settings
from index.store.staff.people import StaffMember, StaffRole, add_staff
from index.store.staff.tables import sign_in_attempts, staff, staff_browsers, staff_log, staff_sessions
from index.store.transactions import opened_catalog, writing
from ui.desk.form_code import FIELD
from ui.desk.passwords import hashed

PASSWORD = "vier losse natte kamelen"
_HASH = hashed(PASSWORD)


def add(settings: Settings, name: str, role: StaffRole = "reviewer") -> StaffMember:
    """Add somebody with PASSWORD."""
    return add_staff(settings, name, role=role, by="proef", password=_HASH)


def empty_desk(settings: Settings) -> None:
    """Remove all staff with what they did."""
    with opened_catalog(settings) as engine, writing(engine) as connection:
        for table in (staff_sessions, staff_browsers, sign_in_attempts, staff_log, staff):
            connection.execute(table.delete())


def code_on(page: httpx.Response) -> str:
    """Return the code of the first form on a page."""
    found = re.search(rf'name="{FIELD}" value="([0-9a-f]*)"', page.text)
    assert found, page.text
    return found[1]


def post(client: httpx.Client, path: str, fields: Mapping[str, str], *, form_on: str = "") -> httpx.Response:
    """Send a form as a browser does that shows the page `form_on`, else `path`."""
    return client.post(path, data={FIELD: code_on(client.get(form_on or path)), **fields})


def sign_in(client: httpx.Client, name: str, password: str = PASSWORD, *, naar: str = "/beheer") -> httpx.Response:
    """Sign in by the form."""
    fields = {"naam": name, "wachtwoord": password, "naar": naar}
    return post(client, "/beheer/aanmelden", fields)


def waiting_once_read(settings: Settings) -> dict[str, WaitingFile]:
    """Return the files that wait, by name, once all are read."""
    for _ in range(600):
        waiting = waiting_files(settings)
        if all(each.status != "sent" for each in waiting):
            break
        time.sleep(0.2)
    return {each.name: each for each in waiting}
