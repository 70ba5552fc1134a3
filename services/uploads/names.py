"""Names of files as people give them, made safe to show and to send back."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120
# Controls, direction overrides (report\u202Efdp.exe reads as reportexe.pdf), and what a file system gives a meaning.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_SPECIAL = re.compile(r'[<>:"|?*;%]+')
_SPACES = re.compile(r"\s+")


def safe_name(name: str, ending: str) -> str:
    """Return a name without folders, controls or special characters, with that ending and at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    clean = unicodedata.normalize("NFC", _UNWANTED.sub("", last))
    stem = _SPACES.sub(" ", _SPECIAL.sub("_", clean)).rpartition(".")[0].strip(" ._") or "document"
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' ._')}.{ending}"


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters, without its dot."""
    return _UNWANTED.sub("", name).rpartition(".")[2].strip().lower() if "." in name else ""
