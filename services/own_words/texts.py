"""The texts citizens can be told, as the catalogues know them: what each is in a language, which stay as they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel.messages.catalog import Message

from bot.understanding.fold import fold
from locales.catalogue import CITIZEN, forms_in, is_said_in
from locales.extract import SOURCE_LANGUAGE, forms_of, read_catalogue
from locales.page_words import FIRST
from locales.words import is_draft, load_head

Own = Mapping[tuple[str, str], Sequence[str]]

READ_NOT_SAID = {
    *("bot/answers.py", "bot/appeal_words.py", "bot/choosing.py", "bot/document_words.py", "bot/evaluation.py"),
    "bot/faults.py",
}
LIST = re.compile(r"[a-z][^.A-Z%?!]*,[^.A-Z%?!]*")
"""Lists of what people may say, such as `yes, y, ok`: where one stands in such a file it is read and not said."""

BINDING = {"bot/law_words.py", "bot/rule_words.py", "bot/paper_rules.py"}
"""What a law or the announced rules of a vote say word for word."""


@dataclass(frozen=True, slots=True)
class SaidText:
    """One text: the English forms it is known by, the house's words in a language, and the commune's own.

    `house` and `own` are empty where there are none; `wanted` is how many forms the language has of it.
    """

    key: str
    english: tuple[str, ...]
    house: tuple[str, ...]
    own: tuple[str, ...]
    wanted: int
    is_fixed: bool

    @property
    def text(self) -> str:
        """The text that the catalogues and the commune's own words know it by."""
        return self.english[0]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a language is: how many texts there are, how many the house says in it, how many the commune itself."""

    language: str
    is_draft: bool
    texts: int
    said: int
    own: int


def list_texts(language: str, own: Own, search: str = "", *, missing: bool = False) -> list[SaidText]:
    """Return the texts in a language that hold some words, in English or in it; `missing` for those not said in it."""
    wanted = fold(search)
    found = (_said(message, language, own) for message in _messages())
    return [one for one in found if not (missing and one.house) and wanted in fold(" ".join(_all_words(one)))]


def find_text(language: str, own: Own, key: str) -> SaidText | None:
    """Return one text by its key, None where there is none."""
    message = next((one for one in _messages() if key_of(one) == key), None)
    return _said(message, language, own) if message else None


def standing_of(language: str, own: Own) -> Standing:
    """Return how far a language is."""
    texts = [forms_of(message.id)[0] for message in _messages()]
    said = sum(is_said_in(text, language) for text in texts)
    return Standing(language, is_draft(language), len(texts), said, sum((language, text) in own for text in texts))


def key_of(message: Message) -> str:
    """Return what stands for a text in addresses."""
    return hashlib.sha256("\0".join(forms_of(message.id)).encode()).hexdigest()[:16]


@cache
def _messages() -> tuple[Message, ...]:
    """Every text of the house, read once: the first language has them all."""
    return tuple(message for message in read_catalogue(FIRST, CITIZEN) if message.id)


def _said(message: Message, language: str, own: Own) -> SaidText:
    english = forms_of(message.id)
    source = english if language == SOURCE_LANGUAGE else ()
    house = forms_in(english[0], language) or source
    wanted = _kinds_of_numbers(language) if len(english) > 1 else 1
    mine = tuple(own.get((language, english[0]), ()))
    return SaidText(key_of(message), english, house, mine, wanted, _is_fixed(message))


def _kinds_of_numbers(language: str) -> int:
    rule = load_head(language).plural_forms
    return int(rule.partition("nplurals=")[2].partition(";")[0])


def _is_fixed(message: Message) -> bool:
    files = {file for file, _line in message.locations}
    is_read = not files.isdisjoint(READ_NOT_SAID) and LIST.fullmatch(forms_of(message.id)[0]) is not None
    return is_read or (bool(files) and files <= BINDING)


def _all_words(one: SaidText) -> tuple[str, ...]:
    return (*one.english, *one.house, *one.own)
