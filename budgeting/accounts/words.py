"""Words as the reader compares them: without case, accents, Arabic vowel signs or punctuation, digits in ASCII."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Signs that carry meaning in the title of a column and would vanish with the punctuation.
SPELT = str.maketrans(
    {
        "%": " percent ",
        "°": "o",
        "×": " x ",
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ى": "ي",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
        "ـ": "",
    }
)
NOT_WORD = re.compile(r"[\W_]+")
# Little words that stand between two words of a phrase: "crédits de paiement", "cost of the works".
FILLER = r" (?:(?:de|d|du|des|la|le|les|l|of|the|et|a|au|aux|en|and) )*"


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return a text as lower-case words with one space between them: `"N° d'Œuvre_2023"` gives `no d oeuvre 2023`."""
    if text.isascii():
        return NOT_WORD.sub(" ", text.replace("%", " percent ").lower()).strip()
    spelt = unicodedata.normalize("NFKD", text.translate(SPELT))
    letters = (digit_or_letter(c) for c in spelt if not unicodedata.combining(c))
    return NOT_WORD.sub(" ", "".join(letters).lower()).strip()


def digit_or_letter(character: str) -> str:
    """Return the ASCII digit for a digit of any script, any other character as it is."""
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def pattern_of(phrases: list[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of the phrases as whole words; `*` ends a stem: `prevision* definitiv*`."""
    return re.compile(r"(?<!\w)(?:" + "|".join(_phrase(p) for p in phrases) + r")(?!\w)")


def _phrase(phrase: str) -> str:
    return FILLER.join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    # In Arabic the article, and words such as and, in, for, are written in one piece with the noun.
    arabic = "\u0600" <= word[0] <= "\u06ff"
    stem = re.escape(fold(word.rstrip("*").removeprefix("ال"))) + (r"\w*" if word.endswith("*") else "")

    return rf"[وف]?(?:[بك]?ال|لل|[بلك])?{stem}" if arabic else stem
