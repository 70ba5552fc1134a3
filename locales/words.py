"""The words of a language: what citizens call things, read from `<tag>/words.toml` (its format is told there)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

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

FIRST_LIST = "\n[commands]"
"""What stands in a file behind its head."""

Lists = Mapping[str, tuple[str, ...]]
Found = TypeVar("Found")


class BrokenWords(ValueError):
    """A `words.toml` that cannot be used; the message names the language and the place."""


@dataclass(frozen=True)
class Head:
    """What a language says about itself before its words.

    `direction` is `ltr` or `rtl`; `fallback` is the tag asked next for a missing translation, or None;
    `format_locale` is the CLDR locale used for dates and numbers on pages, `plural_forms` the gettext rule.
    `is_draft` says that no native speaker has reviewed it: such a language is there for the citizens of the communes
    that choose it, and for nobody else.
    """

    tag: str
    name: str
    direction: str
    fallback: str | None
    format_locale: str
    plural_forms: str
    called: tuple[str, ...]
    is_draft: bool

    @property
    def plural_rule(self) -> str:
        """The expression that gives the form a number `n` asks for, as gettext writes it."""
        return self.plural_forms.partition("plural=")[2].rstrip("; ")


@dataclass(frozen=True)
class Words(Head):
    """Everything one language says about itself; lists keep the order and the spelling of the file.

    The keys of `commands`, `alone` and `examples` are intents, those of `topics` budget topics, of
    `natures` natures of expenditure, of `things`, `works`, `rules`, `whole` and `asked` names that all languages share.
    """

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
    asked: Lists


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Tags of all languages, sorted: the folders that hold a `words.toml`."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{FILE}")))


@cache
def reviewed_languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Tags of the languages that are no drafts: what is learnt from every language at once is learnt from these."""
    return tuple(tag for tag in languages(folder) if not is_draft(tag, folder))


@cache
def is_draft(tag: str, folder: Path = FOLDER) -> bool:
    """Has no native speaker reviewed this language? False for a tag that is no language."""
    try:
        return load_head(tag, folder).is_draft
    except BrokenWords:  # which is told wherever the words are needed
        return False


@cache
def load_head(tag: str, folder: Path = FOLDER) -> Head:
    """What a language says about itself, without its words. `BrokenWords` when the tag is unknown or it is wrong."""
    return _load(tag, folder, _head, end=FIRST_LIST)


@cache
def load_words(tag: str, folder: Path = FOLDER) -> Words:
    """The words of one language, read once per process. `BrokenWords` when the tag is unknown or the file is wrong."""
    return _load(tag, folder, _words)


def _load(tag: str, folder: Path, read: Callable[[str, Mapping[str, Any]], Found], end: str | None = None) -> Found:
    """Read a file as far as `end`, or the whole of it."""
    if tag not in languages(folder):
        raise BrokenWords(f"{tag}: no folder with a {FILE}")
    text = (folder / tag / FILE).read_text(encoding="utf-8")
    try:
        return read(tag, tomllib.loads(text.partition(end)[0] if end else text))
    except (tomllib.TOMLDecodeError, Unclosed) as error:
        raise BrokenWords(f"{tag}: {error}") from error
    except KeyError as error:
        raise BrokenWords(f"{tag}: {error.args[0]} is missing") from error


def _head(tag: str, data: Mapping[str, Any]) -> Head:
    return Head(tag=tag, **_told_first(tag, data["language"]))


def _told_first(tag: str, language: Mapping[str, Any]) -> dict[str, Any]:
    if language["direction"] not in ("ltr", "rtl"):
        raise BrokenWords(f"{tag}: direction is ltr or rtl")
    return {
        **{key: language[key] for key in ("name", "direction", "format_locale", "plural_forms")},
        "fallback": language.get("fallback") or None,
        "called": items_of(language["called"]),
        "is_draft": bool(language.get("draft")),
    }


def _words(tag: str, data: Mapping[str, Any]) -> Words:
    lists: dict[str, Any] = {section: _section(data, section) for section in SECTIONS}
    examples = {intent: _lines(text) for intent, text in data.get("examples", {}).items()}
    lists |= {"examples": examples, "asked": _section(data, "asked")}
    return Words(tag=tag, **_told_first(tag, data["language"]), **lists)


def _section(data: Mapping[str, Any], name: str) -> Lists:
    return {key: items_of(text) for key, text in data.get(name, {}).items()}


def items_of(text: str) -> tuple[str, ...]:
    """Items separated by commas (Latin or Arabic) or line ends, each once for every alternative in it."""
    parts = text.replace("\u060c", ",").replace("\n", ",").split(",")
    return tuple(item for part in parts if part.strip() for item in expand(part.strip()))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.splitlines() if (line := raw.strip()))
