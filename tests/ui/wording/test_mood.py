"""What writers of letters wish and plan, and the many sentences that are neither."""

from __future__ import annotations

import pytest

from ui.wording.mood import Mood, mood

_NETWORKS = "Netwerk LPO, LECSO, SBOwerkverband, Sectorraad PrO, Sectorraad SWV VO en Platform VMBO-basis/kader"
_TOWNS = "Vereniging van Nederlandse Gemeenten"


@pytest.mark.parametrize(
    ("sentence", "sender", "found"),
    [
        ("Wij pleiten voor één wet voor het funderend onderwijs.", "VNG", "wish"),
        ("Daarom vragen wij u om een gerichte stimuleringsregeling.", "VNG", "wish"),
        ("We stellen een lerende, gefaseerde aanpak voor waarbij we aansluiten bij de praktijk.", None, "wish"),
        ("De netwerken willen dat een jongere hooguit drie maanden niet naar school gaat.", _NETWORKS, "wish"),
        ("Wij willen dat elk kind naar school kan.", "Minister voor Primair en Voortgezet Onderwijs", "wish"),
        ("Ik wil de regeling volgend jaar verruimen.", "Minister voor Primair en Voortgezet Onderwijs", "plan"),
        ("De komende jaren zullen we de ambitie concretiseren.", "VNG", "plan"),
        ("Ik ben voornemens om de wet te wijzigen.", "Staatssecretaris van OCW", "plan"),
        ("De VNG vraagt de ministeries om over hun grenzen heen te kijken.", _TOWNS, "wish"),
        ("De VNG wil een vaste manier van werken zoals in Tilburg.", _TOWNS, "wish"),
        ("Een proef die werkt, moet volgens de VNG vast beleid worden.", _TOWNS, "wish"),
        ("De PO-Raad en de VO-raad willen met de Kamer praten.", "PO-Raad en VO-raad", "wish"),
        ("Agenten horen volgens de VNG ook in de school.", _TOWNS, "wish"),
        ("Volgens ons moet de wet anders.", _TOWNS, "wish"),
        ("De VNG doet de Tweede Kamer vier verzoeken:", _TOWNS, "wish"),
        ("De voorwaarden ontbreken volgens de netwerken nog.", _NETWORKS, None),
        ("De Nederlandse scholen vragen om geld.", _TOWNS, None),
        # somebody else wishes or plans it, or nobody does
        ("De Kamer vraagt de regering om een brede coalitie.", "Minister voor Primair en Voortgezet Onderwijs", None),
        ("De AOb wil meer geld voor leraren.", "VNG", None),
        ("De zwemles kost tien euro per kind.", "Gemeente Vlieterdam", None),
        ("Wij zijn graag mede de stuwende motor van dit pad.", "Sectorraad SWV VO", None),
        ("Ik vertrouw erop u hiermee voldoende te hebben geïnformeerd.", "Minister", None),
        ("Wat willen wij bereiken?", "VNG", None),
        ("Het college heeft besloten dat de bus gratis is.", "College van burgemeester en wethouders", None),
    ],
)
def test_whose_wish_or_plan_it_is(sentence: str, sender: str | None, found: Mood | None) -> None:
    assert mood(sentence, sender=sender) == found
