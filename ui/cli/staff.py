"""Who may sign in to the staff desk, from the command line."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.errors import SettingsError
from index.settings import Settings
from index.store.staff.log import LogFilter, read_log
from index.store.staff.people import (
    ROLES,
    StaffError,
    StaffMember,
    StaffRole,
    add_staff,
    change_role,
    find_member,
    read_staff,
    remove_staff,
    set_password,
)
from ui.cli.frame import agrees, errors, out
from ui.desk.passwords import SHORTEST, hashed, weakness
from ui.wording.interface import text, texts


@dataclass(frozen=True)
class StaffOrder:
    """What was typed. `name` and `role` are "" where they were not given."""

    action: str
    name: str
    role: str
    from_stdin: bool = False
    yes: bool = False
    last: int = 50


def carry_out(order: StaffOrder, settings: Settings) -> bool:
    """Do what is ordered; return False where nothing was removed. Raises SettingsError and StoreError."""
    if order.action not in _ACTIONS:
        raise SettingsError(
            f"Onbekend: briefwijzer staff {order.action}.", help=f"Kies uit {', '.join(_ACTIONS)}: zie --help."
        )
    if order.action not in ("list", "log") and not order.name:
        raise SettingsError("Er staat geen naam bij.", help=f"Zet die erachter: briefwijzer staff {order.action} NAAM.")
    try:
        return _ACTIONS[order.action](order, settings)
    except StaffError as fault:
        said = (text(f"desk.{fault.reason}{end}", "nl") for end in ("", "_help"))
        raise SettingsError(next(said), help=next(said)) from fault


def _add(order: StaffOrder, settings: Settings) -> bool:
    role = _role(order)
    if find_member(settings, order.name):
        raise StaffError("name_taken")
    password = _password(order)
    member = add_staff(settings, order.name, role=role, by=_by(), password=password)
    _say(f"{member.name} is toegevoegd als {role}. Aanmelden kan op het adres van de pagina, met /beheer erachter.")
    return True


def _list(order: StaffOrder, settings: Settings) -> bool:
    people = read_staff(settings)
    for member in people:
        _say(f"{member.role:<9} {member.name}" + ("" if member.has_password or member.identity else _NO_PASSWORD))
    if not people:
        errors().print("Er is nog niemand. Voeg iemand toe: briefwijzer staff add NAAM --role admin.", markup=False)
    return True


def _give_role(order: StaffOrder, settings: Settings) -> bool:
    role, member = _role(order), _member(order, settings)
    change_role(settings, member.id, role, by=_by())
    _say(f"{member.name} is nu {role}.")
    return True


def _give_password(order: StaffOrder, settings: Settings) -> bool:
    member = _member(order, settings)
    set_password(settings, member.id, _password(order), by=_by())
    _say(f"{member.name} heeft een nieuw wachtwoord en is overal afgemeld.")
    return True


def _remove(order: StaffOrder, settings: Settings) -> bool:
    member = _member(order, settings)
    if not order.yes and not agrees(f"{member.name} ({member.role}) verwijderen?"):
        errors().print("Er is niets verwijderd.")
        return False
    remove_staff(settings, member.id, by=_by())
    _say(f"{member.name} is verwijderd en kan zich niet meer aanmelden.")
    return True


def _log(order: StaffOrder, settings: Settings) -> bool:
    for entry in read_log(settings, LogFilter(who=order.name), limit=order.last):
        what = texts("nl").get(f"logged.{entry.what}", entry.what)
        on = " ".join(each for each in (entry.subject, entry.detail) if each)
        _say(f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}  {entry.who or '?'}  {what}  {on}".rstrip())
    return True


_ACTIONS: Mapping[str, Callable[[StaffOrder, Settings], bool]] = {
    "add": _add,
    "list": _list,
    "role": _give_role,
    "password": _give_password,
    "remove": _remove,
    "log": _log,
}
_NO_PASSWORD = "   (nog zonder wachtwoord)"


def _role(order: StaffOrder) -> StaffRole:
    if order.role not in ROLES:
        raise SettingsError(
            f"De rol {order.role} bestaat niet." if order.role else "Er staat geen rol bij.",
            help=f"Zet erachter: --role {', --role '.join(ROLES[:-1])} of --role {ROLES[-1]}.",
        )
    return order.role


def _member(order: StaffOrder, settings: Settings) -> StaffMember:
    found = find_member(settings, order.name)
    if found is None:
        raise StaffError("not_there")
    return found[0]


def _password(order: StaffOrder) -> str:
    """Return the hash of a password that is asked for twice, without showing it."""
    if order.from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif not sys.stdin.isatty():
        raise SettingsError(
            "Hier kan niemand een wachtwoord typen.", help="Geef het met --password-stdin door de standaardinvoer."
        )
    else:
        password = getpass.getpass(f"Wachtwoord voor {order.name} (minstens {SHORTEST} tekens): ")
        if getpass.getpass("Nog een keer: ") != password:
            raise SettingsError("De twee wachtwoorden zijn niet gelijk.", help="Er is niets gewijzigd; begin opnieuw.")
    if weak := weakness(password, order.name):
        raise SettingsError(text(f"desk.password_{weak}", "nl"), help=text("desk.password_help", "nl"))
    return hashed(password)


def _by() -> str:
    """Return who types: the user of this machine."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"
    return f"{user} (opdrachtregel)"


def _say(line: str) -> None:
    out().print(line, markup=False, highlight=False)
