"""Texts as operators hand them over in SMPP: one octet for each letter of the GSM alphabet, or UCS-2.

3GPP TS 23.038, section 6.2.1; data codings: SMPP 3.4, section 5.2.19.
"""

from __future__ import annotations

from bot.sms.alphabet import BASIC

UCS2 = 8
_ESCAPE = 0x1B
_EXTENSION = {
    0x0A: "\f",
    0x14: "^",
    0x28: "{",
    0x29: "}",
    0x2F: "\\",
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}
_LETTERS = BASIC[:_ESCAPE] + "\x1b" + BASIC[_ESCAPE:]
_CHARSETS = {1: "ascii", 3: "latin-1", 6: "iso8859-5", UCS2: "utf-16-be"}


def decode_octets(octets: bytes, coding: int) -> str | None:
    """Return the text of a message in this data coding, None where it is no text.

    Octets above 127 are none of the GSM alphabet: the default alphabet of that operator is Latin 1.
    """
    if coding == 0:
        return octets.decode("latin-1") if any(octet > 0x7F for octet in octets) else _decode_gsm(octets)
    charset = _CHARSETS.get(coding)
    return None if charset is None else octets.decode(charset, "replace")


def _decode_gsm(octets: bytes) -> str:
    letters, is_escaped = [], False
    for octet in octets:
        if octet == _ESCAPE and not is_escaped:
            is_escaped = True
            continue
        # What the extension table does not hold is shown as the letter of the main table (section 6.2.1.1).
        letters.append(_EXTENSION.get(octet, _LETTERS[octet]) if is_escaped else _LETTERS[octet])
        is_escaped = False
    return "".join(letters)
