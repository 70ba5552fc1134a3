"""What a stranger typed, made safe to keep, to show and to understand."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 2000
"""Characters kept of one inbound text: more than ten SMS parts."""

# Control characters but TAB and LF, direction overrides (they can make a text read as something else), zero-width
# characters, annotation and tag characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(raw: str) -> str:
    """Inbound text without NUL, controls, direction tricks and lone surrogates, in NFC, at most 2000 characters."""
    text = raw[: 4 * LONGEST]
    if text.isascii() and text.isprintable():
        return text[:LONGEST]
    if _SURROGATE.search(text):
        # Pairs that arrived as two halves are joined; a half without its other half becomes U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text)[:LONGEST]


def one_line(raw: str, longest: int = LONGEST) -> str:
    """Return a text that somebody typed on one line, cleaned, cut to so many characters."""
    return " ".join(clean_text(raw).split())[:longest].strip()
