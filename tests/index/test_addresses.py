"""Addresses are shown without what is secret in them."""

import pytest

from index.addresses import masked


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (None, ""),
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("postgresql://lezer@db/brieven", "postgresql://lezer@db/brieven"),
        ("postgresql://lezer:ge:h@im@db:5432/brieven", "postgresql://lezer:***@db:5432/brieven"),
        ("https://sk-geheim@model.example/v1", "https://***@model.example/v1"),
        ("https://model.example/v1?api_key=geheim&versie=2", "https://model.example/v1?api_key=***&versie=2"),
        ("postgresql://db/brieven?user=lezer&password=geheim", "postgresql://db/brieven?user=lezer&password=***"),
        ("http://[geheim", "***"),
        ("geen adres", "geen adres"),
    ],
)
def test_secrets_are_stars(address: str | None, shown: str) -> None:
    assert masked(address) == shown
