"""Quotes in the reader's language, beside the Dutch: what is said about that in eight languages, and its HTML. Pure.

The texts were written for this project; speakers of a language can mend them here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui.wording.display import in_language, shown

OFFER: Mapping[str, str] = {
    "nl": "Vertaal de citaten",
    "en": "Translate the quotes",
    "de": "Zitate übersetzen",
    "fr": "Traduire les citations",
    "tr": "Alıntıları çevir",
    "ar": "ترجمة الاقتباسات",
    "uk": "Перекласти цитати",
    "pl": "Przetłumacz cytaty",
}
BUSY: Mapping[str, str] = {
    "nl": "Ik vertaal de citaten …",
    "en": "Translating the quotes …",
    "de": "Die Zitate werden übersetzt …",
    "fr": "Traduction des citations …",
    "tr": "Alıntılar çevriliyor …",
    "ar": "جارٍ ترجمة الاقتباسات …",
    "uk": "Перекладаю цитати …",
    "pl": "Tłumaczę cytaty …",
}
MADE_BY: Mapping[str, str] = {
    "nl": "Vertaald door het taalmodel en niet woord voor woord gecontroleerd. Wat geldt, is het Nederlands.",
    "en": "Translated by the language model and not checked word for word. The Dutch text is what counts.",
    "de": "Vom Sprachmodell übersetzt und nicht Wort für Wort geprüft. Maßgeblich ist der niederländische Text.",
    "fr": "Traduit par le modèle de langue, sans vérification mot à mot. Seul le texte néerlandais fait foi.",
    "tr": "Dil modeli tarafından çevrildi, kelimesi kelimesine kontrol edilmedi. Geçerli olan Felemenkçe metindir.",
    "ar": "ترجمها النموذج اللغوي ولم تُراجع كلمة بكلمة. النص الهولندي هو المعتمد.",
    "uk": "Перекладено мовною моделлю, без перевірки слово за словом. Чинним є нідерландський текст.",
    "pl": "Przetłumaczone przez model językowy, bez sprawdzenia słowo po słowie. Wiążący jest tekst niderlandzki.",
}
LABEL: Mapping[str, str] = {
    "nl": "Vertaling door het taalmodel",
    "en": "Translation by the language model",
    "de": "Übersetzung des Sprachmodells",
    "fr": "Traduction par le modèle de langue",
    "tr": "Dil modelinin çevirisi",
    "ar": "ترجمة النموذج اللغوي",
    "uk": "Переклад мовної моделі",
    "pl": "Tłumaczenie modelu językowego",
}
NONE: Mapping[str, str] = {
    "nl": "Dit citaat kon niet goed worden vertaald.",
    "en": "This quote could not be translated reliably.",
    "de": "Dieses Zitat konnte nicht zuverlässig übersetzt werden.",
    "fr": "Cette citation n’a pas pu être traduite de façon fiable.",
    "tr": "Bu alıntı güvenilir biçimde çevrilemedi.",
    "ar": "تعذّرت ترجمة هذا الاقتباس ترجمةً موثوقة.",
    "uk": "Цю цитату не вдалося надійно перекласти.",
    "pl": "Tego cytatu nie udało się wiarygodnie przetłumaczyć.",
}
FAILED: Mapping[str, str] = {
    "nl": "De citaten konnen niet worden vertaald. Probeer het later nog eens.",
    "en": "The quotes could not be translated. Please try again later.",
    "de": "Die Zitate konnten nicht übersetzt werden. Versuchen Sie es später noch einmal.",
    "fr": "Les citations n’ont pas pu être traduites. Réessayez plus tard.",
    "tr": "Alıntılar çevrilemedi. Lütfen daha sonra tekrar deneyin.",
    "ar": "تعذّرت ترجمة الاقتباسات. يُرجى المحاولة لاحقًا.",
    "uk": "Не вдалося перекласти цитати. Спробуйте пізніше.",
    "pl": "Nie udało się przetłumaczyć cytatów. Proszę spróbować później.",
}


@dataclass(frozen=True)
class Translation:
    """Quotes in `language`: for each the translation, or None where it failed its checks."""

    language: str
    of: Mapping[str, str | None]


def offer_html(language: str) -> str:
    """Return the button that asks for translations, in the reader's language and in Dutch."""
    dutch = f'<span class="bw-small"{in_language("nl")}>{OFFER["nl"]}</span>'
    return (
        '<p class="bw-translating"><button type="button" class="bw-button bw-translate">'
        f"<span{in_language(language)}>{OFFER[language]}</span> · {dutch}</button></p>"
    )


def busy_html(language: str) -> str:
    """Return that the translations are being made."""
    return f'<p class="bw-translating bw-say"{in_language(language)}>{BUSY[language]}</p>'


def made_html(language: str) -> str:
    """Return whose words the translations are."""
    return f'<p class="bw-translating bw-mode bw-say"{in_language(language)}>{MADE_BY[language]}</p>'


def failed_html(language: str) -> str:
    """Return that there are no translations, and the button to try again."""
    return f'<p class="bw-notice bw-failed bw-say"{in_language(language)}>{FAILED[language]}</p>{offer_html(language)}'


def translation_html(translation: Translation, quote: str) -> str:
    """Return the translation of `quote`, with whose words they are."""
    words, language = translation.of.get(quote), translation.language
    inside = NONE[language] if words is None else f'<span class="bw-small">{LABEL[language]}:</span> {shown(words)}'
    return f'<p class="bw-translation"{in_language(language)}>{inside}</p>'
