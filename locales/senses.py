"""Words that say much the same, by what they are about, read from `<tag>/senses.toml` (its format is told there).

Rules do not know them: they only help models to see that an unknown message resembles known ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from locales.words import FOLDER, items_of

FILE = "senses.toml"


def sensed_languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the languages that have such words, sorted."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{FILE}")))


@cache
def load_senses(tag: str, folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """Return the words and phrases of each sense in one language."""
    said = tomllib.loads((folder / tag / FILE).read_text(encoding="utf-8"))["senses"]
    return {name: items_of(text) for name, text in said.items()}
