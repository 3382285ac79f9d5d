"""What is in use and what is missing, for `briefwijzer doctor`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from rich.console import Console

from index.addresses import masked
from index.errors import SettingsError, StoreError
from index.models.choose import choose_embedder
from index.models.entail import open_verifier
from index.models.packaged.folder import PACKAGE, folder_of, missing, packaged_file
from index.search.library import made_otherwise
from index.settings import PACKAGED_EMBEDDER, Settings
from index.store.backups import backups
from index.store.catalog.connection import has_catalog, open_catalog
from index.store.catalog.contents import Contents
from index.store.catalog.meta import read_meta
from index.store.catalog.reading import read_contents
from index.store.data_folder import loose
from index.store.staff.people import read_staff
from index.store.states import damage, newest_state
from index.store.too_long import read_too_long
from qa.exchanges import keeps
from ui.cli.print_answers import counted, too_long

_PACKAGES = ("briefwijzer", "sentence-transformers", "chromadb", "litellm", "gradio", "pypdfium2")


@dataclass(frozen=True)
class Finding:
    """One line of the examination; `advice` says what to do, and is empty when nothing needs to be done."""

    what: str
    found: str
    advice: str = ""
    wrong: bool = False


def examine(settings: Settings) -> list[Finding]:
    """Return what Briefwijzer uses here, and what is wrong with it. Changes nothing."""
    return [
        Finding("Versies", f"Python {sys.version.split()[0]}, " + ", ".join(map(_version, _PACKAGES))),
        Finding("Gegevensmap", str(settings.data.resolve())),
        *_index(settings),
        _packaged(settings),
        _model(settings),
        *_verifier(settings),
        Finding("Catalogus", masked(settings.database_url) or f"SQLite in {settings.data / 'catalog.sqlite'}"),
        Finding("Vectoren", masked(settings.chroma_url) or f"Chroma in {settings.data / 'chroma'}"),
        *_desk(settings),
        *_backups(settings),
        _kept(settings),
        *_rights(settings),
        _ocr(),
    ]


def _desk(settings: Settings) -> list[Finding]:
    """Say who may sign in to the staff desk, and what is lacking for the organisation's own sign-in."""
    try:
        people = read_staff(settings)
    except StoreError as fault:
        return [Finding("Beheer", fault.message, fault.help, wrong=True)]
    admins = sum(member.role == "admin" for member in people)
    nobody = "nog niemand mag zich aanmelden (`briefwijzer staff add NAAM --role admin` voegt iemand toe)"
    said = f"medewerkers: {len(people)}, van wie beheerder: {admins}"
    desk = Finding("Beheer", said if people else nobody)
    if settings.oidc_issuer is None:
        return [desk]
    needed = {"BRIEFWIJZER_OIDC_CLIENT": settings.oidc_client, "BRIEFWIJZER_OIDC_ROLES": settings.oidc_roles}
    lacking = " en ".join(name for name, value in needed.items() if not value)
    advice = f"Vul {lacking} in: zie docs/desk.md." if lacking else ""
    return [desk, Finding("Aanmelden", f"ook via {settings.oidc_issuer}", advice, wrong=bool(lacking))]


def _backups(settings: Settings) -> list[Finding]:
    """Name the copies of the catalog; nothing where a database keeps it."""
    if settings.database_url:
        return []
    copies = backups(settings.data)
    if not copies:
        return [Finding("Reservekopie", "nog geen: `briefwijzer index` maakt er een van de catalogus")]
    return [Finding("Reservekopie", f"{', '.join(map(str, copies))} (terugzetten: `briefwijzer restore`)")]


def _kept(settings: Settings) -> Finding:
    days = "1 dag" if settings.exchanges_days == 1 else f"{settings.exchanges_days} dagen"
    if keeps(settings, ticked=False):
        return Finding("Vragen", f"worden {days} bewaard voor medewerkers, zonder herkende persoonlijke gegevens")
    if keeps(settings, ticked=True):
        return Finding("Vragen", f"worden {days} bewaard als wie vraagt dat aanvinkt, en anders niet")
    return Finding("Vragen", "worden niet bewaard")


def _rights(settings: Settings) -> list[Finding]:
    if not settings.data.is_dir():
        return []
    try:
        open_to_others = loose(settings.data)
    except OSError:  # gone meanwhile, or another user's
        return []
    if not open_to_others:
        return [Finding("Toegang", "alleen u kunt in de gegevensmap lezen")]
    return [
        Finding(
            "Toegang",
            f"{len(open_to_others)} bestanden of mappen in de gegevensmap zijn open voor anderen op deze computer",
            "Draai `briefwijzer index`: dat sluit de map voor anderen.",
            wrong=True,
        )
    ]


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print one line a finding, and below it what to do."""
    for finding in findings:
        console.print(f"{finding.what + ':':<22}{finding.found}", markup=False, highlight=False, soft_wrap=True)
        if finding.advice:
            console.print(f"{'':<22}→ {finding.advice}", markup=False, highlight=False, soft_wrap=True)


def _index(settings: Settings) -> list[Finding]:
    what = "Zoeken op betekenis"
    try:
        choice = choose_embedder(settings)
    except SettingsError as fault:
        return [Finding(what, fault.message, fault.help, wrong=True)]
    empty = Finding("Index", "leeg", "Voeg brieven toe met `briefwijzer index MAP`.")
    if not has_catalog(settings):
        return [Finding(what, f"{choice.name} ({choice.why})"), _reading({}, choice.name), empty]
    try:
        engine = open_catalog(settings)
        made_by, contents = read_meta(engine), read_contents(engine)
        engine.dispose()
    except StoreError as fault:
        return [Finding(what, f"{choice.name} ({choice.why})"), Finding("Index", fault.message, fault.help, wrong=True)]
    found = [
        Finding(what, f"{choice.name} ({choice.why})"),
        _reading(made_by, choice.name),
    ]
    if not contents.passages:
        return [*found, empty]
    size = counted(documents=len(contents.documents), letters=len(contents.letters), passages=len(contents.passages))
    try:
        other = made_otherwise(made_by, choice.name)
    except SettingsError as fault:
        return [*found, Finding("Index", f"{size}. {fault.message}", fault.help, wrong=True)]
    mend = f"{other} Draai `briefwijzer index` om hem opnieuw te maken." if other else ""
    state = newest_state(settings)
    if state and (file := damage(state)):
        mend = f"Het bestand {file} in {state} is beschadigd. Draai `briefwijzer index`: dat herstelt de index."
    return [*found, Finding("Index", size, mend, wrong=bool(mend)), *([] if other else _length(contents))]


def _packaged(settings: Settings) -> Finding:
    """Say whether the encoder out of a package is here, and what is lost without it."""
    what, source = "Meertalig model", packaged_file()
    if source is None:
        lost = (
            "Dit model is geoefend met Nederlandse vragen. Zonder dit model wordt minder vaak de juiste zin gevonden. "
        )
        fault = missing()
        return Finding(what, fault.message, lost + fault.help, wrong=settings.embedder == PACKAGED_EMBEDDER)
    folder = folder_of(source)
    where = f"in {folder}" if folder.is_dir() else f"wordt bij het eerste gebruik klaargezet in {folder} (235 MB)"
    return Finding(what, f"{PACKAGED_EMBEDDER} ({_version(PACKAGE)}), {where}")


def _length(contents: Contents) -> list[Finding]:
    """Say how much the embedder reads at once, as it was noted when the index was made."""
    held = read_too_long(contents.made_by)
    if held.most is None:
        return []
    longer = held.among(contents.version.values())
    if not longer:
        return [Finding("Lengte", f"elke passage past in de {held.most} woorddelen die dit model tegelijk leest")]
    return [Finding("Lengte", too_long(held.most, longer, of=len(contents.passages)))]


def _reading(made_by: Mapping[str, str], embedder: str) -> Finding:
    """Say how well the embedder reads Dutch, which is measured when an index is made with it."""
    what = "Nederlands lezen"
    if made_by.get("embedder") != embedder or "knows" not in made_by:
        return Finding(what, "hoe goed dit model dat doet, meet `briefwijzer index`")
    scored = f"{float(made_by['knows']):.0%} op de proefvragen (100%: elk goed antwoord staat bovenaan)"
    return Finding(what, f"dit model haalt {scored}")


def _model(settings: Settings) -> Finding:
    if settings.model:
        where = f" via {masked(settings.model_api_base)}" if settings.model_api_base else ""
        return Finding("Taalmodel", f"{settings.model}{where}")
    return Finding(
        "Taalmodel",
        "geen: antwoorden zijn letterlijke zinnen uit de brieven",
        "Wilt u samengevatte antwoorden? Zet BRIEFWIJZER_MODEL, bijvoorbeeld op ollama/gemma3.",
    )


def _verifier(settings: Settings) -> list[Finding]:
    """Say whether the second opinion that is set can be had; nothing where none is."""
    if not settings.verifier:
        return []
    if settings.verifier == "model":
        lacks = "" if settings.model else "Zet ook BRIEFWIJZER_MODEL, of laat BRIEFWIJZER_VERIFIER weg."
        return [Finding("Tweede controle", "door het taalmodel zelf", lacks, wrong=bool(lacks))]
    try:
        if verifier := open_verifier(settings):
            verifier.load()
    except SettingsError as fault:
        return [Finding("Tweede controle", fault.message, fault.help, wrong=True)]
    return [Finding("Tweede controle", settings.verifier)]


def _ocr() -> Finding:
    if shutil.which("ocrmypdf"):
        return Finding("Gescande PDF’s", "ocrmypdf is er: gebruik `briefwijzer index --ocr`")
    return Finding(
        "Gescande PDF’s", "worden overgeslagen", "Installeer ocrmypdf en tesseract-ocr-nld om ze te kunnen lezen."
    )


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:  # run from its folder, without being installed
        return f"{package} (niet geïnstalleerd)"
