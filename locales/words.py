"""The words of a language: what citizens call things, read from `<tag>/words.toml` (its format is told there)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from locales.alternatives import Unclosed, expand

FOLDER = Path(__file__).parent
FILE = "words.toml"

SECTIONS = (
    "commands",
    "alone",
    "ballot",
    "numbers",
    "speech",
    "topics",
    "natures",
    "things",
    "works",
    "rules",
    "whole",
    "budget",
    "identity",
)

Lists = Mapping[str, tuple[str, ...]]


class BrokenWords(ValueError):
    """A `words.toml` that cannot be used; the message names the language and the place."""


@dataclass(frozen=True)
class Words:
    """Everything one language says about itself; lists keep the order and the spelling of the file.

    `direction` is `ltr` or `rtl`; `fallback` is the tag asked next for a missing translation, or None;
    `format_locale` is the CLDR locale used for dates and numbers on pages, `plural_forms` the gettext rule.
    The keys of `commands`, `alone` and `examples` are intents, those of `topics` budget topics, of
    `natures` natures of expenditure, of `things`, `works`, `rules` and `whole` names that all languages share.
    """

    tag: str
    name: str
    direction: str
    fallback: str | None
    format_locale: str
    plural_forms: str
    called: tuple[str, ...]
    commands: Lists
    alone: Lists
    ballot: Lists
    numbers: Lists
    speech: Lists
    topics: Lists
    natures: Lists
    things: Lists
    works: Lists
    rules: Lists
    whole: Lists
    budget: Lists
    identity: Lists
    examples: Lists

    @property
    def plural_rule(self) -> str:
        """The expression that gives the form a number `n` asks for, as gettext writes it."""
        return self.plural_forms.partition("plural=")[2].rstrip("; ")


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Tags of all languages, sorted: the folders that hold a `words.toml`."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{FILE}")))


@cache
def load_words(tag: str, folder: Path = FOLDER) -> Words:
    """The words of one language, read once per process. `BrokenWords` when the tag is unknown or the file is wrong."""
    if tag not in languages(folder):
        raise BrokenWords(f"{tag}: no folder with a {FILE}")
    try:
        data = tomllib.loads((folder / tag / FILE).read_text(encoding="utf-8"))
        return _words(tag, data)
    except (tomllib.TOMLDecodeError, Unclosed) as error:
        raise BrokenWords(f"{tag}: {error}") from error
    except KeyError as error:
        raise BrokenWords(f"{tag}: {error.args[0]} is missing") from error


def _words(tag: str, data: Mapping[str, Any]) -> Words:
    language = data["language"]
    if language["direction"] not in ("ltr", "rtl"):
        raise BrokenWords(f"{tag}: direction is ltr or rtl")
    return Words(
        tag=tag,
        name=language["name"],
        direction=language["direction"],
        fallback=language.get("fallback") or None,
        format_locale=language["format_locale"],
        plural_forms=language["plural_forms"],
        called=_items(language["called"]),
        examples={intent: _lines(text) for intent, text in data.get("examples", {}).items()},
        **{section: _section(data, section) for section in SECTIONS},
    )


def _section(data: Mapping[str, Any], name: str) -> Lists:
    return {key: _items(text) for key, text in data.get(name, {}).items()}


def _items(text: str) -> tuple[str, ...]:
    """Items separated by commas (Latin or Arabic) or line ends, each once for every alternative in it."""
    parts = text.replace("\u060c", ",").replace("\n", ",").split(",")
    return tuple(item for part in parts if part.strip() for item in expand(part.strip()))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.splitlines() if (line := raw.strip()))
