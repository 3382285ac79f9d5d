"""Letters made up for tests, one of each kind that Dutch post knows, with the data that a careful reader finds in them.

A form feed parts pages. `Found` holds what must be found exactly; None means that the letter does not say it.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.records import Document


@dataclass(frozen=True)
class Found:
    """The data of one letter; `begins` are the first words of its text."""

    kind: str
    title: str | None = None
    sender: str | None = None
    recipient: str | None = None
    date: str | None = None
    reference: str | None = None
    begins: str | None = None


@dataclass(frozen=True)
class Made:
    """A made-up document and its letters in order."""

    name: str
    text: str
    letters: tuple[Found, ...]

    @property
    def document(self) -> Document:
        """The document as a reader hands it over: pages apart by a blank line, no headings marked."""
        text, starts = "", []
        for page in self.text.strip("\n").split("\f"):
            text += "\n\n" if text else ""
            starts.append(len(text))
            text += page.strip("\n")
        return Document("0" * 64, f"{self.name}.txt", "text/plain", text, tuple(starts))


PROSE = (
    "Wij hebben de afgelopen maanden met scholen, ouders en vervoerders gesproken over de ritten van komend jaar. Daaruit kwam\n"
    "naar voren dat veel kinderen te lang onderweg zijn en dat chauffeurs vaak wisselen. Dat willen wij veranderen, te beginnen\n"
    "met de kinderen die het verst van school wonen.\n"
)

MADE: list[Made] = [
    Made(
        "gemeente met labels en waarden onder elkaar",
        f"""Gemeente Waterdam
Postbus 120
3440 AC Waterdam
www.waterdam.example

Aan de ouders en verzorgers van leerlingen
van basisschool De Regenboog
Kerkstraat 12
3441 BN Waterdam

Datum
14 november 2024
Ons kenmerk
Z24-118834
Uw kenmerk
-
Contactpersoon
M. de Wit
Telefoon
14 0348
Onderwerp
Leerlingenvervoer in 2025

Geachte ouders en verzorgers,

{PROSE}
Met vriendelijke groet,
namens het college van burgemeester en wethouders,

M. de Wit
teammanager Jeugd en Onderwijs
""",
        (
            Found(
                "brief",
                "Leerlingenvervoer in 2025",
                "college van burgemeester en wethouders",
                "de ouders en verzorgers van leerlingen",
                "2024-11-14",
                "Z24-118834",
            ),
        ),
    ),
    Made(
        "gemeente met eerst de labels en dan de waarden",
        f"""Bezorgadres
Familie Yilmaz
Molenweg 3
8011 AB Zwolle

Datum
Ons kenmerk
Uw kenmerk

5 maart 2025
2025/SD/0412
brief 12 feb

Onderwerp: beslissing op uw aanvraag

Geachte familie Yilmaz,

{PROSE}
Hoogachtend,

burgemeester en wethouders van Zwolle,
""",
        (
            Found(
                "brief",
                "beslissing op uw aanvraag",
                "burgemeester en wethouders van Zwolle",
                "Familie Yilmaz",
                "2025-03-05",
                "2025/SD/0412",
            ),
        ),
    ),
    Made(
        "gemeente met labels naast elkaar",
        f"""De heer P. Jansen
Dorpsstraat 1
1234 AB Ergens

Datum               Ons kenmerk          Behandeld door
3 februari 2023     UIT/23-00771         A. de Boer

Betreft: uitstel van de keuring

Geachte heer Jansen,

{PROSE}
Met vriendelijke groet,

A. de Boer
Omgevingsdienst Midden
""",
        (
            Found(
                "brief",
                "uitstel van de keuring",
                "Omgevingsdienst Midden",
                "De heer P. Jansen",
                "2023-02-03",
                "UIT/23-00771",
            ),
        ),
    ),
    Made(
        "ministerie aan de Kamer zonder dubbele punten",
        f"""> Retouradres Postbus 16375 2500 BJ Den Haag

Aan de voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 20018
2500 EA Den Haag

Datum 3 mei 2024
Betreft Voortgang van de aanpak van het lerarentekort in het
voortgezet onderwijs

Onderwijsprestaties en Voortgezet Onderwijs
Rijnstraat 50
Den Haag
Postbus 16375
2500 BJ Den Haag
www.rijksoverheid.nl

Contactpersoon
drs. P. Bakker

Onze referentie
46123789

Bijlagen
2

Hierbij stuur ik uw Kamer de voortgangsrapportage over het lerarentekort. {PROSE}
Ik vertrouw erop uw Kamer hiermee voldoende te hebben geïnformeerd.

De minister van Onderwijs, Cultuur en Wetenschap,

A.B. Voorbeeld
""",
        (
            Found(
                "brief",
                "Voortgang van de aanpak van het lerarentekort in het voortgezet onderwijs",
                "minister van Onderwijs, Cultuur en Wetenschap",
                "de voorzitter van de Tweede Kamer der Staten-Generaal",
                "2024-05-03",
                "46123789",
            ),
        ),
    ),
    Made(
        "bundel van drie ministeriebrieven met lopende koppen",
        "\f".join(
            f"""> Retouradres Postbus 16375 2500 BJ Den Haag

Aan de voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 20018
2500 EA Den Haag

Datum {date}
Betreft {title}

Onze referentie
{reference}

Geachte voorzitter,

{PROSE}
\fDatum
{date}
Onze referentie
{reference}

{PROSE}
Met vriendelijke groet,

De staatssecretaris van Volksgezondheid, Welzijn en Sport,

C.D. Proef
"""
            for date, title, reference in (
                ("1 juni 2022", "Eerste brief over jeugdhulp", "3345678-1-J"),
                ("2 juni 2022", "Tweede brief over jeugdhulp", "3345699-1-J"),
                ("2 juni 2022", "Derde brief over jeugdhulp", "3345700-1-J"),
            )
        ),
        tuple(
            Found(
                "brief",
                title,
                "staatssecretaris van Volksgezondheid, Welzijn en Sport",
                "de voorzitter van de Tweede Kamer der Staten-Generaal",
                date,
                reference,
                "> Retouradres",
            )
            for date, title, reference in (
                ("2022-06-01", "Eerste brief over jeugdhulp", "3345678-1-J"),
                ("2022-06-02", "Tweede brief over jeugdhulp", "3345699-1-J"),
                ("2022-06-02", "Derde brief over jeugdhulp", "3345700-1-J"),
            )
        ),
    ),
    Made(
        "school aan ouders",
        f"""Basisschool De Klimop

Zwolle, 12 september 2025

Beste ouders,

Op 3 oktober 2025 is er een ouderavond. {PROSE}
Beste praktijken van andere scholen komen dan ook langs.
Wij zien u graag op 3 oktober.

Met vriendelijke groet,

Sanne Verhoeven
directeur basisschool De Klimop
""",
        (Found("brief", None, "basisschool De Klimop", None, "2025-09-12"),),
    ),
    Made(
        "bundel van twee brieven met alleen datum en aanhef",
        f"""Utrecht, 4 april 2023

Geachte mevrouw Smit,

{PROSE}
Hoogachtend,

T. Visser
voorzitter Stichting Samen Sterk

Arnhem, d.d. 9 mei 2023

Beste leden,

{PROSE}
Hartelijke groet,

Karin Mulder
Oudervereniging Balans Oost
""",
        (
            Found("brief", None, "Stichting Samen Sterk", None, "2023-04-04", None, "Utrecht"),
            Found("brief", None, "Oudervereniging Balans Oost", None, "2023-05-09", None, "Arnhem"),
        ),
    ),
    Made(
        "memo",
        f"""MEMO

Van: afdeling Beleid
Aan: het managementteam
Datum: 03-05-2024
Onderwerp: planning van het nieuwe schooljaar

{PROSE}
""",
        (
            Found(
                "notitie",
                "planning van het nieuwe schooljaar",
                "afdeling Beleid",
                "het managementteam",
                "2024-05-03",
            ),
        ),
    ),
    Made(
        "nota met labels en waarden onder elkaar en zwartgemaakte namen",
        f"""TER BESLISSING

Aan
de minister

Van
5.1.2.e

Datum
9 januari 2024

Kenmerk
VO/ 4412 331

Bijlage(n)
1

nota

Aanpassing van de regeling leerplusarrangement

Aanleiding
{PROSE}
Beslispunten
- Gaat u akkoord met de aanpassing?
- Wilt u de brief tekenen?

Datum
9 januari 2024

Toelichting
{PROSE}""",
        (
            Found(
                "nota",
                "Aanpassing van de regeling leerplusarrangement",
                None,
                "de minister",
                "2024-01-09",
                "VO/ 4412 331",
            ),
        ),
    ),
    Made(
        "afgedrukte e-mail met het oudere bericht eronder",
        """Van: Jan Pieters <jan@school.example>
Verzonden: maandag 6 mei 2024 10:12
Aan: Els Bos
CC: Directie
Onderwerp: RE: rooster van de toetsweek

Beste Els,

Dank je wel voor het voorstel. Ik neem het mee naar het overleg van 8 mei 2024 en laat daarna horen wat het wordt.

Met vriendelijke groet,

Jan Pieters

Van: Els Bos <els@school.example>
Verzonden: vrijdag 3 mei 2024 16:40
Aan: Jan Pieters
Onderwerp: rooster van de toetsweek

Beste Jan,

Hierbij het voorstel voor het rooster. De toetsen beginnen om half negen en duren tot uiterlijk twaalf uur.

Groet,
Els Bos
""",
        (
            Found(
                "e-mail",
                "RE: rooster van de toetsweek",
                "Jan Pieters <jan@school.example>",
                "Els Bos",
                "2024-05-06",
            ),
            Found(
                "e-mail",
                "rooster van de toetsweek",
                "Els Bos <els@school.example>",
                "Jan Pieters",
                "2024-05-03",
            ),
        ),
    ),
    Made(
        "antwoord op een brief, met die datum in het hoofd",
        f"""Stichting Openbaar Onderwijs Rijnland

Mevrouw F. de Groot
Lindelaan 8
2311 CD Leiden

Uw brief van 3 januari 2024
Uw kenmerk FG/12
Ons kenmerk BES-2024.017
Onderwerp Reactie op uw klacht
Datum 22 januari 2024

Geachte mevrouw De Groot,

In uw brief van 3 januari 2024 schrijft u over de les van 11 december 2023. {PROSE}
Hoogachtend,

namens het bestuur,

R. Zeeman
secretaris
""",
        (
            Found(
                "brief",
                "Reactie op uw klacht",
                "bestuur",
                "Mevrouw F. de Groot",
                "2024-01-22",
                "BES-2024.017",
            ),
        ),
    ),
    Made(
        "alleen de datum van de brief waarop wordt geantwoord",
        f"""Aan: de heer Koster
Uw brief van: 3 januari 2024
Onderwerp: reactie

Geachte heer Koster,

{PROSE}
Hoogachtend,
B. Ploeg
""",
        (Found("brief", "reactie", "B. Ploeg", "de heer Koster", None, None),),
    ),
    Made(
        "datum van een bijeenkomst in het onderwerp",
        f"""Aan: de leden van de raadscommissie
Van: wethouder Onderwijs
Betreft: uitnodiging werkbezoek d.d. 14 juni 2024
Kenmerk: RC 24 / 118

{PROSE}""",
        (
            Found(
                "brief",
                "uitnodiging werkbezoek d.d. 14 juni 2024",
                "wethouder Onderwijs",
                "de leden van de raadscommissie",
                None,
                "RC 24 / 118",
            ),
        ),
    ),
    Made(
        "brief met twee bijlagen erachter",
        f"""Aan: alle schoolbesturen
Van: Platform Samen Leren
Datum: 1 oktober 2024
Kenmerk: PSL-24-9
Betreft: handreiking overgang
Bijlagen: 2

Geacht bestuur,

{PROSE}
Met vriendelijke groet,

Nora Haan
voorzitter Platform Samen Leren

Bijlage 1: Stappenplan voor de overgang

{PROSE}
Bijlage 2

Adressen van de steunpunten

{PROSE}""",
        (
            Found(
                "brief",
                "handreiking overgang",
                "Platform Samen Leren",
                "alle schoolbesturen",
                "2024-10-01",
                "PSL-24-9",
            ),
            Found("bijlage", "Stappenplan voor de overgang", begins="Bijlage 1"),
            Found("bijlage", "Adressen van de steunpunten", begins="Bijlage 2"),
        ),
    ),
    Made(
        "bijlagen die alleen worden genoemd",
        f"""Utrecht, 2 mei 2024

Geachte leden,

{PROSE}
Met vriendelijke groet,

Nora Haan
voorzitter Platform Samen Leren

Bijlage 1: Stappenplan voor de overgang
Bijlage 2: Adressen van de steunpunten
""",
        (Found("brief", None, "Platform Samen Leren", None, "2024-05-02"),),
    ),
    Made(
        "bijlage die het hoofd noemt",
        f"""Aan
Bestuursraad

Datum
7 juli 2021

Referentie
28871234

Bijlagen
1. Overzicht van de bezwaren

nota

Bezwaren tegen de regeling

{PROSE}
\fOverzicht van de bezwaren

{PROSE}""",
        (
            Found("nota", "Bezwaren tegen de regeling", None, "Bestuursraad", "2021-07-07", "28871234"),
            Found("bijlage", "Overzicht van de bezwaren", begins="Overzicht"),
        ),
    ),
    Made(
        "notitie zonder hoofd",
        f"""Wat scholen nodig hebben

{PROSE}
Tijd
{PROSE}
Geld
{PROSE}""",
        (Found("notitie", "Wat scholen nodig hebben"),),
    ),
    Made(
        "Engelse brief",
        """Ministry of Examples
To: the members of the committee
From: Department of Schools
Date: 4 July 2023
Our reference: ED/23/77
Subject: Inclusive education in the Netherlands

Dear members,

Thank you for your letter of 12 June 2023. We describe below how pupils are supported, and which steps will follow this year.

Yours sincerely,

Jane Miller
""",
        (
            Found(
                "brief",
                "Inclusive education in the Netherlands",
                "Department of Schools",
                "the members of the committee",
                "2023-07-04",
                "ED/23/77",
            ),
        ),
    ),
    Made(
        "ondertekenaars naast elkaar",
        f"""Den Haag, 30 november 2022

Geachte woordvoerders,

{PROSE}
Hoogachtend,

Freek van Dam                  Ineke Smits
voorzitter PO-Platform         voorzitter VO-Platform
""",
        (Found("brief", None, "PO-Platform, VO-Platform", None, "2022-11-30"),),
    ),
    Made(
        "namens deze",
        f"""Datum: 8 maart 2024
Kenmerk: 1234-AB 56
Onderwerp: Aanwijzing

Geacht bestuur,

{PROSE}
Hoogachtend,

de minister voor Primair en Voortgezet Onderwijs,
namens deze,
de directeur Kennis,

5.1.2.e
""",
        (
            Found(
                "brief",
                "Aanwijzing",
                "minister voor Primair en Voortgezet Onderwijs",
                None,
                "2024-03-08",
                "1234-AB 56",
            ),
        ),
    ),
    Made(
        "titel in hoofdletters en alleen een maand",
        f"""DISCUSSIENOTITIE

Van: Sectorraad Oefening
Datum: januari 2022

EEN SCHOOL VOOR IEDER KIND

{PROSE}""",
        (Found("notitie", "EEN SCHOOL VOOR IEDER KIND", "Sectorraad Oefening", None, "2022-01"),),
    ),
    Made(
        "datum onderaan",
        f"""Besluit van het bestuur over de schooltijden

{PROSE}
Aldus vastgesteld te Assen op 17 december 2021.

Het bestuur van Stichting Noordwijs
""",
        (Found("besluit", "Besluit van het bestuur over de schooltijden", None, None, "2021-12-17"),),
    ),
    Made(
        "tabel met labels in de tekst van een brief",
        f"""Aan: mevrouw Kramer
Datum: 5 september 2023
Kenmerk: LV-9981
Onderwerp: uw aanvraag

Geachte mevrouw Kramer,

U vroeg vervoer aan. In het portaal staat het volgende:

Datum: 22 augustus 2023
Kenmerk: AANVR-2023-55
Onderwerp: vervoer naar school
Telefoon: 06 00000000

Deze gegevens hebben wij overgenomen. {PROSE}
Met vriendelijke groet,

Team Vervoer
""",
        (Found("brief", "uw aanvraag", "Team Vervoer", "mevrouw Kramer", "2023-09-05", "LV-9981"),),
    ),
    Made(
        "aangehaalde e-mail in een brief",
        f"""Aan: de heer De Wolf
Datum: 5 september 2023
Kenmerk: KL-20
Onderwerp: uw klacht

Geachte heer De Wolf,

Op 1 augustus schreef u aan de school:

> Van: G. de Wolf
> Verzonden: 1 augustus 2023
> Aan: school De Wissel
> Onderwerp: klacht over het rooster
>
> Beste directie,
>
> Mijn dochter heeft elke dag een tussenuur.
>
> Met vriendelijke groet,
> G. de Wolf

Wij hebben hierover met de school gesproken. {PROSE}
Met vriendelijke groet,

Klachtencommissie Zuid
""",
        (Found("brief", "uw klacht", "Klachtencommissie Zuid", "de heer De Wolf", "2023-09-05", "KL-20"),),
    ),
    Made(
        "formulier in een brief",
        f"""Datum: 1 februari 2024
Ons kenmerk: INS-24
Betreft: aanmelding

Beste ouders,

Vul dit in en geef het mee aan uw kind.

Naam kind: ....................
Datum: ....................
Van: ....................
Aan: ....................
Telefoon: ....................
E-mail: ....................
Handtekening: ....................

{PROSE}
Groet,
Team De Kameleon
""",
        (Found("brief", "aanmelding", "Team De Kameleon", None, "2024-02-01", "INS-24"),),
    ),
    Made(
        "samenvatting met ondertekenaars in het hoofd",
        f"""Samenvatting van een brief: minder regels voor scholen

Aan: Tweede Kamer
Van: Vereniging Kleine Scholen
Datum: 6 juni 2023
Kenmerk: VKS 23/6
Ondertekend door: Mies Blok (voorzitter) en Jan de Rooij (secretaris)

{PROSE}""",
        (
            Found(
                "brief",
                "Samenvatting van een brief: minder regels voor scholen",
                "Vereniging Kleine Scholen",
                "Tweede Kamer",
                "2023-06-06",
                "VKS 23/6",
            ),
        ),
    ),
    Made(
        "bundel van notities met een kop boven de labels",
        "".join(
            f"""Notitie {n}
Aan: de stuurgroep
Datum: {n} april 2022
Kenmerk: N-{n}0
Onderwerp: deel {n} van het plan

{PROSE}
Afspraken
{PROSE}
"""
            for n in (1, 2, 3)
        ),
        tuple(
            Found(
                "notitie", f"deel {n} van het plan", None, "de stuurgroep", f"2022-04-0{n}", f"N-{n}0", f"Notitie {n}"
            )
            for n in (1, 2, 3)
        ),
    ),
    Made(
        "lopende kop met verkort onderwerp op elke bladzijde",
        f"""Aan: de leden
Datum: 3 mei 2024
Onze referentie: 123-RT
Onderwerp: Stand van zaken van de verbeteraanpak

Geachte leden,

{PROSE}
\fDatum 3 mei 2024
Onze referentie 123-RT
Onderwerp Stand van zaken
Pagina 2 van 3

{PROSE}
\fDatum 3 mei 2024
Onze referentie 123-RT
Onderwerp Stand van zaken
Pagina 3 van 3

{PROSE}
Hoogachtend,

Onderwijsraad Oefenstad
""",
        (
            Found(
                "brief",
                "Stand van zaken van de verbeteraanpak",
                "Onderwijsraad Oefenstad",
                "de leden",
                "2024-05-03",
                "123-RT",
            ),
        ),
    ),
    Made(
        "een verslag met een datum in elke regel",
        f"""Verslag van het overleg met de vervoerders

Aanwezig: A. Bos, C. Dijk
- 3 mei 2024: eerste gesprek met de vervoerders.
- 6 mei 2024: tweede gesprek met de vervoerders.

{PROSE}""",
        (Found("verslag", "Verslag van het overleg met de vervoerders"),),
    ),
    Made(
        "gewone tekst die woorden van een brief gebruikt",
        f"""{PROSE}
Beste scholen bestaan niet.
Datum en tijd volgen nog.
Aan de slag gaan wij pas na 3 mei 2024.
Van de scholen doet de helft mee.
{PROSE}""",
        (Found("notitie"),),
    ),
    Made(
        "provincie met gegevens van de afzender boven de brief",
        f"""Gedeputeerde Staten van Meerland
Ringweg 2
Postbus 10078
8888 GB Meerstad
Telefoon 012 345 67 89
meerland.example
postbus@meerland.example

KvK 00000000
IBAN NL00 BANK 0000 0000 00

Inlichtingen bij
mw. A. Kok
telefoon 012 345 67 80

Provinciale Staten van Meerland

Onderwerp: Statenvragen busvervoer scholieren
Datum 19.03.2024
Kenmerk 2024/0031234
Pagina 1 van 3

Geachte leden van Provinciale Staten,

{PROSE}
Wij beantwoorden uw vragen als volgt.

1. Vraag: Kent u het bericht van 3 maart 2024?

Antwoord: Ja.

Met vriendelijke groet,

Gedeputeerde Staten van Meerland,

voorzitter,          secretaris,

A.B. Heidestra        H. van Dal
""",
        (
            Found(
                "brief",
                "Statenvragen busvervoer scholieren",
                "Gedeputeerde Staten van Meerland",
                None,
                "2024-03-19",
                "2024/0031234",
            ),
        ),
    ),
    Made(
        "besluit op bezwaar met alleen een verzenddatum",
        f"""Besluit op bezwaar

Aan
mevr. J.T. Post
Havenkade 14
8861 XV Harlingen

Ons kenmerk: BZW/2024/0045-jp
Uw kenmerk: —
Uw bezwaarschrift van: 2 februari 2024
Verzonden: 16 april 2024
Behandeld door: team Juridische Zaken

Geachte mevrouw Post,

{PROSE}
Beslissing
Wij verklaren uw bezwaar ongegrond.

Hoogachtend,
het college van burgemeester en wethouders van Harlingen,

de secretaris,        de burgemeester,
S. van den Broek      I. Sjerps

Beroep
Bent u het niet eens met dit besluit? Dan kunt u binnen zes weken beroep instellen bij de rechtbank.
""",
        (
            Found(
                "besluit",
                None,
                "college van burgemeester en wethouders van Harlingen",
                "mevr. J.T. Post",
                "2024-04-16",
                "BZW/2024/0045-jp",
            ),
        ),
    ),
    Made(
        "brief over twee bladzijden zonder aanhef, met een bijlage",
        "\f".join(
            [
                f"""Ministerie van Onderwijs, Cultuur en
Wetenschap

>Retouradres Postbus 16375 2500 BJ Den Haag

De voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 20018
2500 EA DEN HAAG

Datum
14 oktober 2022
Betreft
Uitvoering motie over thuiszitters

Kansen en Ondersteuning
Rijnstraat 50
Den Haag
Onze referentie
34567890

Pagina 1 van 2

{PROSE}""",
                f"""Pagina 2 van 2

Onze referentie
34567890

{PROSE}
de minister voor Primair en Voortgezet Onderwijs,

E.F. Model
""",
                f"""Bijlage A – Cijfers over thuiszitters

Datum
14 oktober 2022
{PROSE}""",
            ]
        ),
        (
            Found(
                "brief",
                "Uitvoering motie over thuiszitters",
                "minister voor Primair en Voortgezet Onderwijs",
                "De voorzitter van de Tweede Kamer der Staten-Generaal",
                "2022-10-14",
                "34567890",
            ),
            Found("bijlage", "Cijfers over thuiszitters", date="2022-10-14", begins="Bijlage A"),
        ),
    ),
    Made(
        "brief van een ouder, met de eigen gegevens bovenaan",
        f"""M. Bakker
Kerkweg 5
7001 XX Doetinchem
06 12345678
m.bakker@post.example

Aan het bestuur van Stichting Paraat
T.a.v. de heer Vos
Postbus 77
7000 AA Doetinchem

Doetinchem, 11 januari 2024

Betreft: klacht over de plaatsing van mijn zoon

Geacht bestuur,

{PROSE}
Hoogachtend,

M. Bakker
""",
        (
            Found(
                "brief",
                "klacht over de plaatsing van mijn zoon",
                "M. Bakker",
                "het bestuur van Stichting Paraat",
                "2024-01-11",
            ),
        ),
    ),
    Made(
        "brief en antwoord achter elkaar zonder nieuwe bladzijde",
        f"""Stichting Alfa
Postbus 1
1000 AA Alfastad

Gemeente Beta
T.a.v. het college
Postbus 2
2000 BB Betastad

Datum: 1 maart 2024
Ons kenmerk: A-1
Onderwerp: huur gymzaal

Geacht college,

{PROSE}
Met vriendelijke groet,

P. Alfa
bestuurder Stichting Alfa

Gemeente Beta
Postbus 2
2000 BB Betastad

Stichting Alfa
T.a.v. de heer P. Alfa
Postbus 1
1000 AA Alfastad

Datum: 20 maart 2024
Ons kenmerk: B-77
Uw kenmerk: A-1
Onderwerp: uw brief van 1 maart 2024 over de gymzaal

Geachte heer Alfa,

{PROSE}
Hoogachtend,

namens burgemeester en wethouders van Beta,

K. Beta
afdelingshoofd Vastgoed
""",
        (
            Found("brief", "huur gymzaal", "Stichting Alfa", "Gemeente Beta", "2024-03-01", "A-1"),
            Found(
                "brief",
                "uw brief van 1 maart 2024 over de gymzaal",
                "burgemeester en wethouders van Beta",
                None,
                "2024-03-20",
                "B-77",
                "Gemeente Beta",
            ),
        ),
    ),
    Made(
        "briefhoofd in een tabel",
        f"""Inspectie van het Onderwijs | Ministerie van Onderwijs
Datum | 4 juni 2024
Kenmerk | 2024-INSP-55 v2
Betreft | Rapport van bevindingen

Geacht bestuur,

{PROSE}
Hoogachtend,

de inspecteur-generaal van het Onderwijs,
namens deze,

mr. dr. H.J. Zwart
""",
        (
            Found(
                "brief",
                "Rapport van bevindingen",
                "inspecteur-generaal van het Onderwijs",
                None,
                "2024-06-04",
                "2024-INSP-55 v2",
            ),
        ),
    ),
    Made(
        "e-mails met zwartgemaakte namen",
        "\f".join(
            [
                """Van: 5.1.2.e @ministerie.example
Verzonden: dinsdag 7 maart 2023 09:15
Aan: 5.1.2.e
CC: 5.1.2.e
Onderwerp: FW: planning
Bijlagen: planning.docx

Hoi 5.1.2.e ,

Zie hieronder. Kun jij hier vandaag nog naar kijken en aanvullen waar nodig?

Groet, 5.1.2.e
""",
                """Van: 5.1.2.e
Verzonden: woensdag 8 maart 2023 11:00
Aan: 5.1.2.e @ministerie.example
Onderwerp: RE: FW: planning

Ha,

Ik heb het aangevuld, zie de bijlage voor de nieuwe planning en de vragen die nog open staan.

5.1.2.e
""",
            ]
        ),
        (
            Found("e-mail", "FW: planning", "5.1.2.e @ministerie.example", None, "2023-03-07"),
            Found("e-mail", "RE: FW: planning", None, "5.1.2.e @ministerie.example", "2023-03-08"),
        ),
    ),
    Made(
        "brief zonder aanhef met onderaan nog een datum",
        f"""Betreft: reactie internetconsultatie
Datum: mei 2023

Wij reageren graag op het voorstel. {PROSE}
Sectorraad Oefening
Utrecht, 12 mei 2023
""",
        (Found("notitie", "reactie internetconsultatie", None, None, "2023-05"),),
    ),
    Made(
        "nieuwsbrief met een agenda",
        f"""Nieuwsbrief De Klimop
nummer 7, maart 2025

Beste ouders en verzorgers,

{PROSE}
Agenda
3 maart 2025
Studiedag
10 maart 2025
Open dag

Vriendelijke groeten,
het team van De Klimop
""",
        (Found("nieuwsbrief", None, None, None, "2025-03"),),
    ),
]
