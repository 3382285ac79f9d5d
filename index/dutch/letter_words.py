"""The words by which Dutch letters and notes announce their parts. Gathered by reading letters; extend them here."""

from __future__ import annotations

# label in a letterhead -> the field it announces; "" is a label whose value is not kept
LABELS: dict[str, str] = {
    "aan": "recipient", "gericht aan": "recipient", "geadresseerde": "recipient", "ontvanger": "recipient",
    "van": "sender", "afzender": "sender", "verzonden door": "sender", "namens": "sender",
    "datum": "date", "plaats/datum": "date", "plaats en datum": "date", "plaats, datum": "date", "datum brief": "date",
    "dagtekening": "date", "datum notitie": "date",
    "kenmerk": "reference", "ons kenmerk": "reference", "onze referentie": "reference", "referentie": "reference",
    "referentienummer": "reference", "onze ref.": "reference", "ons nummer": "reference", "briefnummer": "reference",
    "zaaknummer": "reference", "documentnummer": "reference", "registratienummer": "reference", "nummer": "reference",
    "dossiernummer": "reference", "briefkenmerk": "reference", "ref.": "reference", "nr.": "reference",
    "onderwerp": "title", "betreft": "title", "betreffende": "title", "inzake": "title", "titel": "title",
    "bijlage": "attachments", "bijlagen": "attachments", "bijlage(n)": "attachments", "aantal bijlagen": "attachments",
    "telefoon": "", "telefoonnummer": "", "tel.": "", "doorkiesnummer": "", "fax": "", "e-mail": "", "e-mailadres": "",
    "contactpersoon": "", "behandeld door": "", "inlichtingen": "", "inlichtingen bij": "", "auteur": "", "cc": "", "kopie": "",
    "kopie aan": "", "c.c.": "", "uw kenmerk": "", "uw referentie": "", "uw brief": "", "uw brief van": "",
    "bezoekadres": "", "postadres": "", "website": "", "internet": "", "status": "", "versie": "", "afdeling": "",
    "intern afgestemd": "", "extern afgestemd": "", "interdepartementaal afgestemd": "", "medeparaaf": "", "directie": "",
    "onderdeel": "", "portefeuillehouder": "", "rubricering": "", "verzenddatum": "",
}  # fmt: skip

KINDS: dict[str, str] = {
    "brief": "brief", "kamerbrief": "brief", "aanbiedingsbrief": "brief", "raadsbrief": "brief", "ouderbrief": "brief",
    "circulaire": "brief", "petitie": "brief",
    "nota": "nota", "beslisnota": "nota", "oplegnota": "nota", "adviesnota": "nota", "collegenota": "nota", "raadsvoorstel": "nota",
    "notitie": "notitie", "memo": "notitie", "memorandum": "notitie", "oplegnotitie": "notitie", "discussienotitie": "notitie",
    "factsheet": "notitie", "feitenblad": "notitie",
    "bijlage": "bijlage", "appendix": "bijlage", "annex": "bijlage", "addendum": "bijlage",
    "verslag": "verslag", "notulen": "verslag", "besluit": "besluit", "beschikking": "besluit", "advies": "advies",
    "persbericht": "persbericht", "nieuwsbrief": "nieuwsbrief",
}  # fmt: skip

BANNERS = ("ter besluitvorming", "ter ondertekening", "ter informatie", "ter bespreking", "ter kennisneming", "ter beslissing",
           "ter advisering", "ter accordering")  # fmt: skip

SALUTATIONS = (
    "geachte",
    "beste",
    "l.s.",
    "hooggeachte",
    "weledel",
    "hoogedel",
    "excellentie",
    "dear",
    "aan alle ouders",
)

CLOSINGS = ("met vriendelijke groet", "vriendelijke groet", "hartelijke groet", "met hartelijke groet", "hoogachtend",
            "met de meeste hoogachting", "met respectvolle groet", "met groet", "met gevoelens van", "groetend",
            "namens de", "yours sincerely", "kind regards")  # fmt: skip

# what a person is, before the name of what he or she speaks for
FUNCTIONS = ("voorzitter", "vicevoorzitter", "vice-voorzitter", "directeur", "algemeen directeur", "bestuurder", "secretaris",
             "wethouder", "burgemeester", "gemeentesecretaris", "beleidsmedewerker", "beleidsadviseur", "adviseur", "manager",
             "rector", "schoolleider", "coördinator", "lid", "bestuurslid", "hoofd", "namens", "penningmeester",
             "griffier", "inspecteur-generaal", "directeur-generaal", "voorzitster", "directrice")  # fmt: skip

# the first words of an office that sends letters itself
OFFICES = ("de minister", "de staatssecretaris", "minister", "staatssecretaris", "het college van burgemeester",
           "burgemeester en wethouders", "het college van", "gedeputeerde staten")  # fmt: skip

# a line with one of these words names an organisation, not a person
ORGANISATION_WORDS = frozenset(
    "raad sectorraad netwerk vereniging stichting gemeente gemeenten ministerie platform bond koepel coalitie bureau "
    "inspectie samenwerkingsverband samenwerkingsverbanden werkverband universiteit hogeschool school scholen onderwijs "
    "commissie kamer instituut centrum dienst directie afdeling organisatie federatie unie verbond provincie waterschap "
    "college bestuur partij fonds groep kabinet autoriteit zorgkantoor ggd politie vakbond belangenvereniging".split()
)

NAME_PARTICLES = frozenset("van de den der ten ter te het 't van't op in aan la le du von da dos el".split())

TITLES_OF_PEOPLE = frozenset(
    "mr drs dr ir ing prof mw mevr mevrouw dhr heer ds jhr msc bsc ma ba phd mpa mba llm em".split()
)
