"""The words by which Dutch letters and notes announce their parts. Gathered by reading letters; extend them here."""

from __future__ import annotations

# label in a letterhead -> the field it announces; "" is a label whose value is not kept
LABELS: dict[str, str] = {
    "aan": "recipient", "gericht aan": "recipient", "geadresseerde": "recipient", "ontvanger": "recipient",
    "to": "recipient",
    "van": "sender", "afzender": "sender", "verzonden door": "sender", "namens": "sender", "from": "sender",
    "datum": "date", "plaats/datum": "date", "plaats en datum": "date", "plaats, datum": "date", "datum brief": "date",
    "dagtekening": "date", "datum notitie": "date", "date": "date",
    "verzenddatum": "date", "verzonden": "date", "verzonden op": "date", "sent": "date",
    "kenmerk": "reference", "ons kenmerk": "reference", "onze referentie": "reference", "referentie": "reference",
    "referentienummer": "reference", "onze ref.": "reference", "ons nummer": "reference", "briefnummer": "reference",
    "zaaknummer": "reference", "documentnummer": "reference", "registratienummer": "reference", "nummer": "reference",
    "dossiernummer": "reference", "briefkenmerk": "reference", "ref.": "reference", "nr.": "reference",
    "our reference": "reference", "reference": "reference",
    "onderwerp": "title", "betreft": "title", "betreffende": "title", "inzake": "title", "titel": "title",
    "subject": "title",
    "betr.": "title", "betr": "title", "re": "title",
    "bijlage": "attachments", "bijlagen": "attachments", "bijlage(n)": "attachments", "aantal bijlagen": "attachments",
    "ondertekend door": "signature", "ondertekenaar": "signature", "ondertekenaars": "signature",
    "ondertekenaar(s)": "signature", "getekend door": "signature", "w.g.": "signature",
    "telefoon": "", "telefoonnummer": "", "tel.": "", "doorkiesnummer": "", "fax": "", "e-mail": "", "e-mailadres": "",
    "contactpersoon": "", "behandeld door": "", "inlichtingen": "", "inlichtingen bij": "", "auteur": "", "cc": "",
    "kopie": "",
    "kopie aan": "", "c.c.": "", "bcc": "", "uw kenmerk": "", "uw referentie": "", "uw brief": "", "uw brief van": "",
    "your reference": "", "bezoekadres": "", "postadres": "", "website": "", "internet": "", "status": "", "versie": "",
    "afdeling": "", "intern afgestemd": "", "extern afgestemd": "", "interdepartementaal afgestemd": "",
    "medeparaaf": "",
    "directie": "", "onderdeel": "", "portefeuillehouder": "", "rubricering": "",
}  # fmt: skip

SENT_LABELS = frozenset(("verzenddatum", "verzonden", "verzonden op", "sent"))
"""Labels of the day of sending: the letter's date only where no other label gives one; an e-mail has no other."""

BARE_LABELS = frozenset(
    label for label, field in LABELS.items() if field in ("date", "reference", "title") and label not in
    ("nummer", "nr.", "ref.", "titel", "reference", "subject", "date", "sent", "verzonden", "betreffende", "re", "betr",
     "betr.")
) | {"bijlagen", "bijlage(n)", "aantal bijlagen", "uw kenmerk", "uw referentie", "uw brief", "uw brief van",
     "contactpersoon", "behandeld door", "telefoon", "telefoonnummer", "doorkiesnummer", "e-mail",
     "inlichtingen bij"}  # fmt: skip
"""Labels that announce their value on the same line also without a colon: `Onze referentie 46123789`."""

KINDS: dict[str, str] = {
    "brief": "brief", "kamerbrief": "brief", "aanbiedingsbrief": "brief", "raadsbrief": "brief", "ouderbrief": "brief",
    "circulaire": "brief", "petitie": "brief",
    "nota": "nota", "beslisnota": "nota", "oplegnota": "nota", "adviesnota": "nota", "collegenota": "nota",
    "raadsvoorstel": "nota",
    "collegevoorstel": "nota", "initiatiefvoorstel": "nota",
    "notitie": "notitie", "memo": "notitie", "memorandum": "notitie", "oplegnotitie": "notitie",
    "discussienotitie": "notitie",
    "factsheet": "notitie", "feitenblad": "notitie",
    "bijlage": "bijlage", "appendix": "bijlage", "annex": "bijlage", "addendum": "bijlage",
    "verslag": "verslag", "notulen": "verslag", "besluit": "besluit", "beschikking": "besluit", "advies": "advies",
    "persbericht": "persbericht", "nieuwsbrief": "nieuwsbrief",
}  # fmt: skip

WEAK_KINDS = frozenset(("factsheet", "feitenblad"))
"""Kinds that yield to another one on the same line: a fact sheet about a letter is listed as that letter."""

BANNERS = ("ter besluitvorming", "ter ondertekening", "ter informatie", "ter bespreking", "ter kennisneming",
           "ter beslissing", "ter advisering", "ter accordering")  # fmt: skip

SALUTATIONS = ("geachte", "geacht", "beste", "l.s.", "hooggeachte", "weledel", "hoogedel", "excellentie", "dear",
               "aan alle ouders", "lieve")  # fmt: skip

# whom a salutation speaks to; one that ends without a comma must have one of these words
ADDRESSED = frozenset(
    "ouder ouders ouder(s) verzorger verzorgers verzorger(s) leerling leerlingen collega collega's leden lid mevrouw "
    "heer heren meneer bewoner bewoners inwoner inwoners relatie relaties voorzitter griffier minister "
    "staatssecretaris bestuur college wethouder burgemeester raadsleden commissie woordvoerder woordvoerders directie "
    "familie sir madam members colleagues".split()
)

CLOSINGS = ("met vriendelijke groet", "vriendelijke groet", "hartelijke groet", "met hartelijke groet", "hoogachtend",
            "met de meeste hoogachting", "met respectvolle groet", "met groet", "met gevoelens van hoogachting",
            "groetend", "namens de", "namens het", "groet", "groeten", "groetjes", "een hartelijke groet",
            "yours sincerely", "yours faithfully", "sincerely", "kind regards", "best regards", "regards")  # fmt: skip

# what a person is, before the name of what he or she speaks for
FUNCTIONS = ("voorzitter", "vicevoorzitter", "vice-voorzitter", "directeur", "algemeen directeur", "bestuurder",
             "secretaris", "wethouder", "burgemeester", "gemeentesecretaris", "beleidsmedewerker", "beleidsadviseur",
             "adviseur", "manager", "rector", "schoolleider", "coördinator", "lid", "bestuurslid", "hoofd",
             "penningmeester", "medewerker", "griffier", "voorzitster", "directrice", "principal", "director", "chair",
             "head")  # fmt: skip

# functions of people who speak for the whole of what they lead; what follows the others may be a department
LEADING = frozenset(
    ("voorzitter", "vicevoorzitter", "vice-voorzitter", "voorzitster", "bestuurder", "rector", "namens")
)

# the first words of an office that sends letters itself
OFFICES = ("de minister", "de staatssecretaris", "minister", "staatssecretaris", "het college van burgemeester",
           "burgemeester en wethouders", "het college van", "gedeputeerde staten", "de inspecteur-generaal",
           "de directeur-generaal")  # fmt: skip

# a line with one of these words names an organisation, not a person
ORGANISATION_WORDS = frozenset(
    "raad sectorraad netwerk vereniging stichting gemeente gemeenten ministerie platform bond koepel coalitie bureau "
    "inspectie samenwerkingsverband samenwerkingsverbanden werkverband universiteit hogeschool school scholen "
    "onderwijs commissie kamer instituut centrum dienst directie afdeling organisatie federatie unie verbond provincie "
    "waterschap college bestuur partij fonds groep kabinet autoriteit zorgkantoor ggd politie vakbond "
    "belangenvereniging team lyceum gymnasium kindcentrum scholengroep".split()
)

# a compound that ends in one of these names an organisation too: oudervereniging, Omgevingsdienst
ORGANISATION_ENDINGS = ("vereniging", "stichting", "school", "commissie", "dienst", "instituut", "centrum",
                        "organisatie", "federatie", "bestuur", "college", "koepel", "raad", "verband", "kantoor",
                        "platform", "netwerk", "autoriteit", "verbond")  # fmt: skip

NAME_PARTICLES = frozenset("van de den der ten ter te het 't van't op in aan la le du von da dos el".split())

TITLES_OF_PEOPLE = frozenset(
    "mr drs dr ir ing prof mw mevr mevrouw dhr heer ds jhr msc bsc ma ba phd mpa mba llm em".split()
)
