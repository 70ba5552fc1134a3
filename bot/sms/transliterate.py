"""Bring a text into GSM-7 where that costs no meaning.

é è à ù stay, they are in the alphabet. Letters of other scripts and emoji stay too: they mean something. When one of
them keeps the text in UCS-2 anyway, everything else stays as it was written, for nothing would be gained.
"""

from __future__ import annotations

import re
import unicodedata

from bot.sms.alphabet import is_gsm

# Characters that show nothing and cost a part: soft hyphen, zero width, direction marks (CLDR's ar_MA adds U+200F).
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)

_PAIRS = {
    "â": "a", "ç": "c", "ê": "e", "ë": "e", "î": "i", "ï": "i", "ô": "o", "œ": "oe", "û": "u", "ÿ": "y",
    "À": "A", "Â": "A", "È": "E", "Ê": "E", "Ë": "E", "Î": "I", "Ï": "I", "Ô": "O", "Œ": "Oe", "Ù": "U",
    "Û": "U", "Ÿ": "Y", "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"',
    "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'", "″": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-",
    "―": "-", "−": "-", "•": "-", "·": "-", "‣": "-", "…": "...", "№": "No", "º": "o", "ª": "a", "²": "2",
    "³": "3", "½": "1/2", "¼": "1/4", "¾": "3/4", "×": "x", "→": "->", "←": "<-", "\t": " ", "\u2028": "\n",
    "\u2029": "\n", "\u00a0": " ", "\u202f": " ", "\u205f": " ", "\u3000": " ",
    **{chr(code): " " for code in range(0x2000, 0x200B)},
}  # fmt: skip
_TO_GSM = str.maketrans(_PAIRS)

# Spaces inside French quotation marks belong to the marks; the small circle is an o only after an n.
_QUOTES = re.compile("(«)[ \u00a0\u202f]|[ \u00a0\u202f](»)")
_NUMERO = re.compile("(?<=[nN])°")
# After a digit a fraction and a power are no more digits of it: 2½ is not 21/2, and 10² is not 102.
_FRACTION = re.compile("(?<=[0-9])(?=[¼½¾])")
_POWER = re.compile("(?<=[0-9])(?=[²³])")
_CAPITAL_OE = re.compile("Œ(?=[A-ZÀ-Ý])")

_ASCII = str.maketrans({
    "ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O", "ŋ": "ng", "Ŋ": "Ng", "ɲ": "ny", "Ɲ": "Ny", "ɖ": "d", "Ɖ": "D",
    "ƒ": "f", "Ƒ": "F", "ɣ": "g", "Ɣ": "G", "ʋ": "v", "Ʋ": "V", "ɩ": "i", "Ɩ": "I", "ʊ": "u", "Ʊ": "U", "ɓ": "b",
    "Ɓ": "B", "ɗ": "d", "Ɗ": "D", "ƙ": "k", "Ƙ": "K", "ƴ": "y", "Ƴ": "Y", "ǝ": "e", "Ǝ": "E", "æ": "ae", "Æ": "Ae",
    "ø": "o", "Ø": "O", "ß": "ss", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "€": "EUR", "£": "GBP",
    "§": "par. ", "¿": "?", "¡": "!", "¥": "JPY",
})  # fmt: skip
_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


def transliterate(text: str, *, ascii_only: bool = False) -> str:
    """The same text, in NFC and in GSM-7 where possible.

    `ascii_only` is for routes that garble accents: every Latin letter becomes ASCII; other scripts stay.
    """
    if is_gsm(text) and (text.isascii() or not ascii_only):
        return text
    normal = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    if is_gsm(normal) and not ascii_only:
        return normal
    cheaper = _replace(normal)
    if ascii_only:
        return _LATIN.sub(_without_marks, cheaper).translate(_ASCII)
    return cheaper if is_gsm(cheaper) else normal


def _replace(text: str) -> str:
    text = _QUOTES.sub(r"\1\2", text)
    text = _POWER.sub("^", _FRACTION.sub(" ", text))
    text = _CAPITAL_OE.sub("OE", _NUMERO.sub("o", text))
    return text.replace("\r\n", "\n").translate(_TO_GSM)


def _without_marks(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", match.group())[0]
