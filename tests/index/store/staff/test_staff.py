"""Staff in the catalog, on SQLite and on PostgreSQL: names, roles, links, sessions, attempts, and the log of it all."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import DateTime, Table, update

from index.settings import Settings
from index.store.staff.attempts import (
    FROM_ONE_ADDRESS,
    FROM_ONE_PLACE,
    ON_ONE_ACCOUNT,
    WINDOW,
    begin_attempt,
    forget_attempts,
    know_browser,
)
from index.store.staff.log import LogFilter, audit, read_log
from index.store.staff.people import (
    StaffError,
    StaffMember,
    StaffRole,
    add_staff,
    any_staff,
    change_role,
    find_member,
    member_with_link,
    new_link,
    read_staff,
    remove_staff,
    set_password,
)
from index.store.staff.sessions import (
    IDLE,
    LOGGED,
    LONGEST,
    begin_session,
    end_session,
    end_sessions,
    member_in_session,
)
from index.store.staff.tables import sign_in_attempts, staff, staff_log, staff_sessions
from index.store.transactions import opened_catalog, writing
from tests.index.store import test_catalog

pytestmark = pytest.mark.slow

postgres = test_catalog.postgres


@pytest.fixture(name="store", params=["sqlite", "postgresql"])
def store_fixture(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Settings]:
    if request.param == "postgresql":
        settings = settings.model_copy(update={"database_url": request.getfixturevalue("postgres")})
    yield settings
    with opened_catalog(settings) as engine, writing(engine) as connection:
        for table in reversed(staff.metadata.sorted_tables):
            connection.execute(table.delete())


def add(store: Settings, name: str, role: StaffRole = "reviewer") -> StaffMember:
    return add_staff(store, name, role=role, by="proef", password="$argon2id$...")


def age(store: Settings, table: Table, by: timedelta, *names: str) -> None:
    """Make the times in `table` older."""
    with opened_catalog(store) as engine, writing(engine) as connection:
        for row in connection.execute(table.select()).all():
            named = {name: getattr(row, name) - by for name in names if isinstance(table.c[name].type, DateTime)}
            connection.execute(update(table).where(table.c.id == row.id).values(**named))


def test_a_name_is_one_person_however_it_is_written(store: Settings) -> None:
    assert not any_staff(store)
    noor = add(store, "  Noor  de Vries ", "admin")
    assert noor.name == "Noor de Vries"
    found = find_member(store, "NOOR DE VRIES")
    assert found == (noor, "$argon2id$...")
    with pytest.raises(StaffError, match="name_taken"):
        add(store, "noor de vries")
    for wrong in ("", "  ", "a\nb\x1b", "n" * 81):
        with pytest.raises(StaffError, match="name_wrong"):
            add(store, wrong.replace("\n", "\x00"))
    assert [each.name for each in read_staff(store)] == ["Noor de Vries"]


def test_a_role_may_what_lower_ones_may() -> None:
    def may(role: StaffRole) -> list[bool]:
        somebody = StaffMember("1", "Noor", role, datetime.now(UTC), True)
        return [somebody.may("reviewer"), somebody.may("editor"), somebody.may("admin")]

    assert may("reviewer") == [True, False, False]
    assert may("editor") == [True, True, False]
    assert may("admin") == [True, True, True]


def test_there_is_always_an_admin(store: Settings) -> None:
    noor, sem = add(store, "Noor", "admin"), add(store, "Sem", "editor")
    for do in (
        lambda: remove_staff(store, noor.id, by="Noor"),
        lambda: change_role(store, noor.id, "editor", by="Sem"),
    ):
        with pytest.raises(StaffError, match="last_admin"):
            do()
    change_role(store, sem.id, "admin", by="Noor")
    change_role(store, noor.id, "reviewer", by="Sem")
    remove_staff(store, noor.id, by="Sem")
    assert [(each.name, each.role) for each in read_staff(store)] == [("Sem", "admin")]
    with pytest.raises(StaffError, match="not_there"):
        change_role(store, noor.id, "admin", by="Sem")


def test_a_link_sets_one_password_and_ends_sessions(store: Settings) -> None:
    noor = add(store, "Noor")
    token = begin_session(store, noor.id, name="Noor")
    old, link = new_link(store, noor.id, by="Sem"), new_link(store, noor.id, by="Sem")
    assert member_with_link(store, old) is None
    assert member_with_link(store, link) == noor
    set_password(store, noor.id, "$argon2id$other", by="Noor", link=link)
    assert member_in_session(store, token) is None
    with pytest.raises(StaffError, match="not_there"):
        set_password(store, noor.id, "$argon2id$third", by="Noor", link=link)
    found = find_member(store, "noor")
    assert found
    assert found[1] == "$argon2id$other"


def test_a_link_ends_after_two_days(store: Settings) -> None:
    noor = add(store, "Noor")
    link = new_link(store, noor.id, by="Sem")
    age(store, staff, timedelta(hours=48, minutes=1), "link_until")
    assert member_with_link(store, link) is None


@pytest.mark.parametrize(("names", "by"), [(("seen_at",), IDLE), (("began_at",), LONGEST)])
def test_a_session_ends_by_itself(store: Settings, names: tuple[str, ...], by: timedelta) -> None:
    noor = add(store, "Noor")
    token = begin_session(store, noor.id, name="Noor")
    age(store, staff_sessions, by - timedelta(minutes=2), *names)
    assert member_in_session(store, token) == noor
    age(store, staff_sessions, by, *names)
    assert member_in_session(store, token) is None


def test_a_session_ends_with_its_person_its_role_changes_at_once(store: Settings) -> None:
    add(store, "Sem", "admin")
    noor = add(store, "Noor")
    tokens = [begin_session(store, noor.id, name="Noor") for _ in range(3)]
    change_role(store, noor.id, "editor", by="Sem")
    seen = member_in_session(store, tokens[0])
    assert seen
    assert seen.role == "editor"
    end_session(store, tokens[0], name="Noor")
    assert [member_in_session(store, token) is None for token in tokens] == [True, False, False]
    assert end_sessions(store, noor.id, by="Sem") == 2
    token = begin_session(store, noor.id, name="Noor")
    know_browser(store, noor.id, "")
    remove_staff(store, noor.id, by="Sem")
    assert member_in_session(store, token) is None
    assert member_in_session(store, "") is None


def attempts(store: Settings, name: str, address: str, most: int, browser: str = "") -> int:
    """Return how many attempts are let through of `most`."""
    return sum(begin_attempt(store, name, address=address, browser=browser) == 0 for _ in range(most))


def test_an_account_is_slowed_down_from_one_address_and_opens_again(store: Settings) -> None:
    assert attempts(store, "Noor", "192.0.2.1", 8) == FROM_ONE_PLACE
    assert 0 < begin_attempt(store, "noor", address="192.0.2.1", browser="") <= WINDOW.total_seconds() + 1
    assert attempts(store, "Noor", "192.0.2.2", 1) == 1
    assert attempts(store, "Sem", "192.0.2.1", 1) == 1
    forget_attempts(store, "Noor", address="192.0.2.1")
    assert attempts(store, "Noor", "192.0.2.1", 1) == 1
    attempts(store, "Noor", "192.0.2.1", FROM_ONE_PLACE)
    age(store, sign_in_attempts, WINDOW + timedelta(seconds=1), "at")
    assert attempts(store, "Noor", "192.0.2.1", 1) == 1


def test_many_attempts_at_once_are_counted_one_by_one(store: Settings) -> None:
    add(store, "Noor")

    def attempt(_: int) -> int:
        return begin_attempt(store, "Noor", address="192.0.2.1", browser="")

    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(attempt, range(12)))
    assert sum(wait == 0 for wait in waits) == FROM_ONE_PLACE


def test_two_admins_who_remove_each_other_at_once_leave_one(store: Settings) -> None:
    people = [add(store, name, "admin") for name in ("Noor", "Sem")]

    def remove(of: StaffMember) -> str:
        try:
            remove_staff(store, of.id, by="proef")
        except StaffError as fault:
            return fault.reason
        return "removed"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(remove, people)) == ["last_admin", "removed"]
    assert len(read_staff(store)) == 1


def test_an_address_is_slowed_down_whatever_names_it_tries(store: Settings) -> None:
    tried = sum(attempts(store, f"naam {i}", "192.0.2.1", 1) for i in range(FROM_ONE_ADDRESS + 5))
    assert tried == FROM_ONE_ADDRESS


def test_whoever_fails_on_purpose_at_the_same_address_keeps_nobody_out(store: Settings) -> None:
    browser = know_browser(store, add(store, "Noor").id, "")
    for i in range(FROM_ONE_ADDRESS):
        attempts(store, f"naam {i}", "192.0.2.1", 1)
    assert attempts(store, "Noor", "192.0.2.1", 1) == 0
    assert attempts(store, "Noor", "192.0.2.1", FROM_ONE_PLACE + 1, browser) == FROM_ONE_PLACE
    assert attempts(store, "nog een naam", "192.0.2.1", 1) == 0


def test_whoever_fails_on_purpose_from_everywhere_keeps_nobody_out(store: Settings) -> None:
    noor = add(store, "Noor")
    browser = know_browser(store, noor.id, "")
    tried = sum(attempts(store, "Noor", f"192.0.2.{i}", 1) for i in range(ON_ONE_ACCOUNT + 5))
    assert tried == ON_ONE_ACCOUNT
    assert attempts(store, "Noor", "198.51.100.7", 1) == 0
    assert attempts(store, "Noor", "198.51.100.7", 1, browser) == 1
    sem = add(store, "Sem")
    assert attempts(store, "Noor", "198.51.100.7", 1, know_browser(store, sem.id, "")) == 0


def test_the_log_says_who_did_what_on_what(store: Settings) -> None:
    noor = add(store, "Noor", "admin")
    change_role(store, add(store, "Sem").id, "editor", by="Noor")
    audit(store, who="Noor", what="letter_hidden", subject="brief.pdf")
    end_session(store, begin_session(store, noor.id, name="Noor"), name="Noor")
    entries = [(each.who, each.what, each.subject, each.detail) for each in read_log(store)]
    assert entries == [
        ("Noor", "signed_out", "", ""),
        ("Noor", "signed_in", "", ""),
        ("Noor", "letter_hidden", "brief.pdf", ""),
        ("Noor", "role_changed", "Sem", "reviewer → editor"),
        ("proef", "staff_added", "Sem", "reviewer"),
        ("proef", "staff_added", "Noor", "admin"),
    ]
    age(store, staff_log, LOGGED, "at")
    begin_session(store, noor.id, name="Noor")
    assert [each.what for each in read_log(store)] == ["signed_in"]


def test_the_log_is_filtered(store: Settings) -> None:
    noor = add(store, "Noor", "admin")
    audit(store, who="Noor", what="letter_hidden", subject="brief.pdf")
    begin_session(store, noor.id, name="Noor")
    assert [each.what for each in read_log(store, LogFilter(what="signed_in"))] == ["signed_in"]
    assert len(list(read_log(store, LogFilter(who="proef"), limit=1))) == 1
    assert list(read_log(store, LogFilter(since=datetime.now(UTC) + timedelta(hours=1)))) == []
    assert len(list(read_log(store, LogFilter(until=datetime.now(UTC) + timedelta(hours=1))))) == 3
