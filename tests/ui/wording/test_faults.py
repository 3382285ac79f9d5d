"""What readers are told of a fault, in both languages of the pages."""

from __future__ import annotations

import pytest

from index.errors import OverloadedError, StoreError, TooManyRequestsError
from ui.page.html.fault import fault_html
from ui.wording.faults import fault_for_readers

_FOR_OPERATORS = StoreError("De catalogus is weg.", help="Draai `briefwijzer index`.")


@pytest.mark.parametrize(
    ("fault", "dutch", "english"),
    [
        (
            TooManyRequestsError("x", help="y"),
            "Vanaf uw adres is net heel veel gevraagd.",
            "A great deal was just asked",
        ),
        (
            OverloadedError("x", help="y"),
            "Er worden nu te veel vragen tegelijk gesteld.",
            "Too many questions are being",
        ),
        (_FOR_OPERATORS, "Er ging iets mis.", "Something went wrong."),
        (ValueError("/home/iemand/data"), "Er ging iets mis.", "Something went wrong."),
    ],
)
def test_a_fault_is_told_in_the_language_of_the_page(fault: Exception, dutch: str, english: str) -> None:
    assert fault_for_readers(fault, "nl").message == dutch
    assert fault_for_readers(fault, "en").message.startswith(english)
    html = fault_html("Wat kost <b>het</b>?", fault, language="en", key="bw-1")
    assert html.startswith('<article class="bw-answer bw-fault" id="bw-1" lang="en"')
    assert "This did not work" in html
    assert "&lt;b&gt;" in html
    assert str(fault) not in html
