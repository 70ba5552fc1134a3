"""Figures on keys of a telephone, as people tap them: 1 and 7 side by side are 17, one sign is 10."""

from __future__ import annotations

import re

_KEY = "\ufe0f?\u20e3"
_BESIDE = re.compile(rf"(?<=\d){_KEY}(?=\d{_KEY})")
_TEN = "\U0001f51f"


def figures_of_keys(text: str) -> str:
    """Return a text with the figures of keys that stand side by side as one number."""
    if "\u20e3" not in text and _TEN not in text:
        return text
    return _BESIDE.sub("", text).replace(_TEN, " 10 ")
