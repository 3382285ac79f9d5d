"""Characters of the symbol fonts: ticks and marks as Unicode has them. Pure functions."""

from __future__ import annotations

from index.read.marks import CHECKED, UNCHECKED

_WINGDINGS = {
    0x6F: UNCHECKED, 0x70: UNCHECKED, 0x71: UNCHECKED, 0x72: UNCHECKED, 0x78: CHECKED, 0xA8: UNCHECKED,
    0xFB: "✗", 0xFC: "✓", 0xFD: CHECKED, 0xFE: CHECKED,
    0x28: "☎", 0x2A: "✉", 0x6C: "•", 0x6E: "•", 0x73: "•", 0x76: "•", 0x77: "•", 0x9F: "•", 0xA7: "•", 0xD8: "•",
    0xDF: "←", 0xE0: "→", 0xE8: "→", 0xF0: "→",
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: UNCHECKED, 0x2B: UNCHECKED, 0x4F: "✗", 0x50: "✓", 0x51: CHECKED, 0x52: CHECKED, 0x53: CHECKED,
    0x54: CHECKED, 0x97: "•", 0xA2: "•", 0xA3: UNCHECKED, 0xA4: UNCHECKED,
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xA7: "•", 0xDE: "→", 0xD6: "√",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_symbol_font(font: str | None) -> bool:
    """Say whether the characters of a font are pictures, so that their codes are no letters."""
    return (font or "").lower() in ("wingdings", "wingdings 2", "wingdings 3", "webdings")


def symbol(font: str | None, code: int) -> str | None:
    """Return the character for what `font` shows at `code`, None where that is not known."""
    known = _FONTS.get((font or "").lower())
    if known is not None:
        return known.get(code & 0xFF, " " if code & 0xFF == 0x20 else None)
    is_letter = 0 < code < 0xE000 or 0xF900 <= code < 0x11_0000
    return chr(code) if is_letter and not is_symbol_font(font) else None
