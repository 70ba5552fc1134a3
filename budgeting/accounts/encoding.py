"""Bytes of a text file into text, whatever wrote them: UTF-8, UTF-16, Windows, Mac, DOS, or two of them in one file."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

CANDIDATES = ["cp1252", "cp1256", "mac_roman", "cp850"]
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SMALL, CAPITAL, SIGNS = "éèàêçôûîâïëùœ", "ÉÈÀÊÇÔÛÎÂÏËÙŒ", "’«»°–—…\u00a0€،؛؟"
CONVINCING = 0.8
SAMPLE = 1 << 16
WIDE_SAMPLE = 400
HIGH_BYTES = b"\x00\x06"  # of Latin and of Arabic letters
LAST_RESORT = "cp1252"


class Decoded(NamedTuple):
    """A text, the encoding it was read with, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes) -> Decoded:
    """Return the text of some bytes, never failing; NUL characters are dropped."""
    bom, encoding = next((pair for pair in BOMS if data.startswith(pair[0])), (b"", ""))
    if encoding or (encoding := _wide(data)):
        return Decoded(_clean(data[len(bom) :].decode(encoding, "replace")), encoding, False)
    try:
        return Decoded(_clean(data.decode("utf-8")), "utf-8", False)
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> Decoded:
    """Read each line as UTF-8 where it is UTF-8, else in the encoding the other lines are likely to be in."""
    lines = data.splitlines(keepends=True)
    foreign = [line for line in lines if not _is_utf8(line)]
    encoding = _likely(b"".join(foreign)[:SAMPLE])
    text = "".join(line.decode("utf-8") if _is_utf8(line) else line.decode(encoding, "replace") for line in lines)
    return Decoded(_clean(text), encoding, True)


def _likely(sample: bytes) -> str:
    """Return the encoding in which a sample holds most letters of French or Arabic, else what statistics propose."""
    shares = {encoding: _share_of_letters(sample.decode(encoding, "replace")) for encoding in CANDIDATES}
    likely = max(shares, key=lambda encoding: shares[encoding])
    if shares[likely] >= CONVINCING:
        return likely
    best = from_bytes(sample, cp_isolation=CANDIDATES).best()
    return best.encoding if best is not None else LAST_RESORT


def _share_of_letters(text: str) -> float:
    """Return the share of the characters beyond ASCII that French or Arabic would write where they stand."""
    foreign = [(before, letter) for before, letter in zip(" " + text, text, strict=False) if not letter.isascii()]
    return sum(_is_expected(before, letter) for before, letter in foreign) / max(1, len(foreign))


def _is_expected(before: str, letter: str) -> bool:
    if before.isdigit() and letter.isalpha():
        return False  # "12Ê345" is an amount whose space was read as a letter
    if "\u0621" <= letter <= "\u0652":
        return not before.isascii() or not before.isalpha()
    # A capital inside a small word, as in "libellÉ", is the mark of a wrong guess.
    return letter in SIGNS or letter in SMALL or (letter in CAPITAL and not before.islower())


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_wide(data: bytes) -> bool:
    """Tell whether the text is of two bytes a letter, every second one a control character to whoever reads bytes."""
    return any(data.startswith(bom) for bom, encoding in BOMS if encoding != "utf-8") or bool(_wide(data))


def _wide(data: bytes) -> str:
    """Return the UTF-16 without a mark that every other byte being NUL, or that of Arabic letters, betrays, or ""."""
    head = data[:WIDE_SAMPLE]
    even, odd = (sum(byte in HIGH_BYTES for byte in head[start::2]) for start in (0, 1))
    if b"\0" not in head or max(even, odd) * 20 < len(head) * 7 or min(even, odd) * 10 > len(head):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _clean(text: str) -> str:
    return text.replace("\0", "")
