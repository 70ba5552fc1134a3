"""How many parts an SMS takes, and where they are cut (3GPP TS 23.040, concatenated short messages).

GSM-7: 160 septets alone, 153 a part. UCS-2: 70 UTF-16 code units alone, 67 a part. Dividing the length is wrong as
soon as a two-septet character or a grapheme falls on a boundary, so parts are really filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bot.sms.alphabet import EXTENSION_SET, EXTENSIONS_OF, ONLY_BASIC, ONLY_GSM, Encoding
from bot.sms.graphemes import graphemes

SINGLE = {Encoding.GSM7: 160, Encoding.UCS2: 70}
PART = {Encoding.GSM7: 153, Encoding.UCS2: 67}

# Below U+0300 no character extends the one before it; Arabic letters and their comma, question mark and per cent sign
# neither. Such text may be divided by length.
_EVERY_UNIT_ALONE = re.compile(
    "[\t\n\x0c -\u02ff\u0391-\u03ff\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u066a\u2010-\u2027\u202f-\u205f]*"
).fullmatch


class Measure(NamedTuple):
    """What a text costs: its encoding, its units (septets or UTF-16 code units), its parts (0 for empty text)."""

    encoding: Encoding
    units: int
    segments: int


def measure(text: str) -> Measure:
    """Encoding, units and number of parts of a text as it stands (see `prepare` to make it cheaper first)."""
    if ONLY_BASIC(text):
        units = len(text)
        return Measure(Encoding.GSM7, units, min(units, 1) if units <= 160 else -(-units // 153))
    encoding, units = _encoding_and_units(text)
    if units <= SINGLE[encoding]:
        return Measure(encoding, units, 1)
    if encoding is Encoding.UCS2 and _EVERY_UNIT_ALONE(text):
        return Measure(encoding, units, -(-units // PART[encoding]))
    return Measure(encoding, units, sum(1 for _ in _fill(text, encoding)))


def split(text: str) -> list[str]:
    """The texts of the parts, in order; joined they are the text again. Empty text gives no part."""
    encoding, units = _encoding_and_units(text)
    if units <= SINGLE[encoding]:
        return [text] if text else []
    return list(_fill(text, encoding))


def _encoding_and_units(text: str) -> tuple[Encoding, int]:
    if ONLY_GSM(text):
        return Encoding.GSM7, len(text) + len(EXTENSIONS_OF(text))
    return Encoding.UCS2, utf16_units(text)


def utf16_units(text: str) -> int:
    """Number of UTF-16 code units: 2 for every character outside the basic plane."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def septets(text: str) -> int:
    """Number of septets of a GSM-7 text: 2 for every extension character."""
    return len(text) + sum(character in EXTENSION_SET for character in text)


def _fill(text: str, encoding: Encoding) -> Iterator[str]:
    """Fill parts one after the other with whole atoms."""
    size, room = (septets if encoding is Encoding.GSM7 else utf16_units), PART[encoding]
    part: list[str] = []
    used = 0
    for atom in _atoms(text, size, room):
        if used + size(atom) > room:
            yield "".join(part)
            part, used = [], 0
        part.append(atom)
        used += size(atom)
    yield "".join(part)


def _atoms(text: str, size: Callable[[str], int], room: int) -> Iterable[str]:
    """Graphemes; one that no part can hold (a heap of marks) is given character by character."""
    for cluster in graphemes(text):
        if size(cluster) <= room:
            yield cluster
        else:
            yield from cluster
