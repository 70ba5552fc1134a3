"""Whether bytes are a plain table of text."""

from __future__ import annotations

import codecs
import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\A\s*<")
_SEPARATORS = re.compile("[,;\t|]")


def reads_as_table(content: bytes) -> bool:
    """Is this text with separated values: no control characters, no markup, a separator in its first lines?"""
    text = _decoded(content)
    if text is None or _CONTROLS.search(text) or _MARKUP.search(text):
        return False
    return any(_SEPARATORS.search(line) for line in text[:4000].splitlines()[:20])


def as_utf8(content: bytes) -> bytes:
    """Return a table of text in UTF-8 with its mark, so that every program reads its accents."""
    return codecs.BOM_UTF8 + (_decoded(content) or "").encode()


def _decoded(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
