"""A card on the command line: what is said to the person who asks, and who helps."""

from __future__ import annotations

from rich.console import Console

from qa.records import Card


def print_card(console: Console, card: Card) -> None:
    """Print what is said to the person who asks, and who helps."""
    if card.title:
        console.print(card.title, style="bold", markup=False, highlight=False)
    console.print(card.text, markup=False, highlight=False)
    for each in card.helplines:
        name = "" if each.name == each.phone else each.name
        reached = ", ".join(filter(None, [name, each.phone, each.site]))
        console.print(f"  • {reached}: {each.about}", markup=False, highlight=False)
    if card.helplines:
        console.print()
