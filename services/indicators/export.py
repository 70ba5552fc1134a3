"""Tables as CSV that no spreadsheet takes for formulas (OWASP ASVS 5.0, 1.2.10)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel reads accents and Arabic as Latin-1."""
GUARD = "'"

# ASVS names = + - @ TAB and NUL; CR because Excel skips it, and the full-width forms because it reads them as the plain
# ones. Spaces, also the invisible ones, are skipped before looking.
_DANGEROUS = frozenset("=+-@\t\r\n\0＝＋－＠﹦﹢﹣﹫−")
_SKIPPED = "".join(
    map(chr, (0x20, 0xA0, 0x1680, *range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F, 0x2060, 0x3000, 0xFEFF))
)


def guard_cell(value: object) -> str:
    """Return a value as text that no spreadsheet computes; NUL, which CSV cannot carry, is left out.

    A number stays one, also below nought: only words can be a formula.
    """
    if isinstance(value, int | Decimal):
        return str(value)
    text = "" if value is None else str(value)
    if text[:1].isalnum() and "\0" not in text:
        return text  # what nearly every cell is; a sign is neither a letter nor a digit
    first = text.lstrip(_SKIPPED)[:1]
    clean = text.replace("\0", "")
    return GUARD + clean if first in _DANGEROUS and first else clean


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the table as CSV (RFC 4180), every cell guarded and quoted."""
    buffer = io.StringIO(newline="")
    write_csv(buffer, header, rows)
    return buffer.getvalue()


def write_csv(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write the table into a text file that changes no ends of lines, row by row, as `as_csv` returns it."""
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow([guard_cell(name) for name in header])
    for row in rows:
        writer.writerow([guard_cell(value) for value in row])
