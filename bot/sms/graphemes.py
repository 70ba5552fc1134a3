"""What a reader sees as one character: the units that a cut must leave whole.

The parts of UAX #29 that reach us in messages: combining marks, joined and modified emoji, flags, keycaps, CR LF.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_JOINER = "\u200d"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_MODIFIER = "\U0001f3fb-\U0001f3ff"
_SELECTORS = range(0xE0100, 0xE01F0)  # the only combining characters above the supplementary scripts
_TAGS = "\U000e0020-\U000e007f"


def _ranges(codes: list[int]) -> str:
    """Code points, ascending, as the inside of a character class."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" if last > first else chr(first) for first, last in runs)


@lru_cache(maxsize=1)
def _cluster() -> re.Pattern[str]:
    marks = [code for code in (*range(0x300, 0x20000), *_SELECTORS) if unicodedata.category(chr(code))[0] == "M"]
    extend = f"[{_ranges(marks)}\u200c{_MODIFIER}{_TAGS}]"
    atom = f"(?:\r\n|{_FLAG}{{2}}|[\\s\\S])"
    return re.compile(f"{atom}{extend}*(?:{_JOINER}[\\s\\S]{extend}*)*{_JOINER}?")


def graphemes(text: str) -> list[str]:
    """The text as a list of clusters; joined together they are the text again."""
    return _cluster().findall(text)
