"""The translations: gettext catalogues read from `<tag>/<domain>.po`, any tag, no CLDR needed."""

from __future__ import annotations

import gettext
import io
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.words import languages, load_head, reviewed_languages

FOLDER = Path(__file__).parent
CITIZEN = "citizen"
PAGES = "pages"
NEARLY_ALL = 0.95


class _Missing(gettext.NullTranslations):
    """Answers an unknown text with nothing, so that a translation equal to its source still counts as one."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the base class's signature
        return ""

    def ngettext(self, message: str, plural: str, number: int) -> str:  # noqa: ARG002 - the base class's signature
        return ""


@cache
def load_catalogue(language: str, domain: str = CITIZEN) -> gettext.NullTranslations:
    """Return the catalogue of a language, empty where there is none; it is compiled when the source has changed."""
    source = FOLDER / language / f"{domain}.po"
    if not source.is_file():
        return _Missing()
    compiled = _compiled_from(source)
    return _open(compile_catalogue(source) if compiled is None else compiled.read_bytes(), language)


def _compiled_from(source: Path) -> Path | None:
    """Return what was compiled of a source as it is now, None where there is none: the file bears the source's time."""
    compiled = source.with_suffix(".mo")
    is_of_it = compiled.is_file() and compiled.stat().st_mtime_ns == source.stat().st_mtime_ns
    return compiled if is_of_it else None


def _open(compiled: bytes, language: str) -> gettext.NullTranslations:
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled))
    if language in languages():  # the compiled file names no rule for a language that CLDR does not know
        catalogue.plural = gettext.c2py(load_head(language).plural_rule)  # type: ignore[attr-defined]
    catalogue.add_fallback(_Missing())
    return catalogue


def compile_catalogue(source: Path) -> bytes:
    """Compile a .po file, write the .mo beside it where the folder can be written, and return it."""
    written_at = source.stat().st_mtime_ns
    with source.open("rb") as file:
        catalogue = read_po(file)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    with suppress(OSError):  # a read-only installation compiles in memory at each start
        fresh = source.with_suffix(f".{os.getpid()}.mo")
        fresh.write_bytes(buffer.getvalue())
        os.utime(fresh, ns=(written_at, written_at))
        fresh.replace(source.with_suffix(".mo"))  # whole at once: another process may be about to read it
    return buffer.getvalue()


def compile_all() -> list[Path]:
    """Compile every catalogue that is out of date and return their sources; a draft waits for its first speaker."""
    found = (source for tag in reviewed_languages() for source in sorted((FOLDER / tag).glob("*.po")))
    sources = [source for source in found if _compiled_from(source) is None]
    for source in sources:
        compile_catalogue(source)
    return sources


@cache
def is_complete(language: str, domain: str = CITIZEN) -> bool:
    """Is nearly every text of a domain said in this language? English is the source and needs no entry."""
    most = max(len(_texts_in(other, domain)) for other in reviewed_languages())
    return language == "en" or len(_texts_in(language, domain)) >= NEARLY_ALL * most > 0


@cache
def _texts_in(language: str, domain: str) -> set[str]:
    known = getattr(load_catalogue(language, domain), "_catalog", {})  # gettext offers no way to list what it holds
    return {key if isinstance(key, str) else key[0] for key in known}


def forms_in(text: str, language: str) -> tuple[str, ...]:
    """Return the house's words for a citizen's text in this very language, one for each kind of number.

    There are none where it is said in another, nor in English where it is said as it is written.
    """
    known = getattr(load_catalogue(language), "_catalog", {})
    counted = sorted((key, form) for key, form in known.items() if isinstance(key, tuple) and key[0] == text)
    return (known[text],) if text in known else tuple(form for _key, form in counted)


@cache
def _look_up(text: str, language: str, domain: str) -> str:
    return load_catalogue(language, domain).gettext(text)


@lru_cache(maxsize=4096)  # a number is part of the key
def _look_up_count(one: str, many: str, number: int, language: str, domain: str) -> str:
    return load_catalogue(language, domain).ngettext(one, many, number)


def is_said_in(text: str, language: str) -> bool:
    """Is a text for citizens, or the first form of one that counts, said in this very language by the house?"""
    return language == "en" or text in _texts_in(language, CITIZEN)


def form_for(language: str, number: int) -> int:
    """Return which form of a text that counts a number asks for in a language, the first being 0."""
    return _rule_of(language)(number)


@cache
def _rule_of(language: str) -> Callable[[int], int]:
    return gettext.c2py(load_head(language).plural_rule)


def translate(text: str, chain: Sequence[str], domain: str = CITIZEN) -> str:
    """Return the text in the first of the languages that has it; English needs no entry, it is the source."""
    for language in chain:
        if found := _look_up(text, language, domain):
            return found
        if language == "en":
            break
    return text


def translate_count(one: str, many: str, number: int, chain: Sequence[str], domain: str = CITIZEN) -> str:
    """Return the form of a text that a number asks for, in the first of the languages that has it.

    `one` and `many` are the two English forms; another language may have up to six, by its rule in `words.toml`.
    """
    for language in chain:
        if found := _look_up_count(one, many, number, language, domain):
            return found
        if language == "en":
            break
    return one if number == 1 else many
