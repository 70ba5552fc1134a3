"""The translations: gettext catalogues read from `<tag>/<domain>.po`, any tag, no CLDR needed."""

from __future__ import annotations

import gettext
import io
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
CITIZEN = "citizen"
PAGES = "pages"


class _Missing(gettext.NullTranslations):
    """Answers an unknown text with nothing, so that a translation equal to its source still counts as one."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the base class's signature
        return ""


@cache
def load_catalogue(language: str, domain: str = CITIZEN) -> gettext.NullTranslations:
    """Return the catalogue of a language, empty where there is none; it is compiled when the source is newer."""
    source = FOLDER / language / f"{domain}.po"
    if not source.is_file():
        return _Missing()
    compiled = source.with_suffix(".mo")
    if compiled.is_file() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return _open(compiled.read_bytes())
    return _open(compile_catalogue(source))


def _open(compiled: bytes) -> gettext.NullTranslations:
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled))
    catalogue.add_fallback(_Missing())
    return catalogue


def compile_catalogue(source: Path) -> bytes:
    """Compile a .po file, write the .mo beside it where the folder can be written, and return it."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    with suppress(OSError):  # a read-only installation compiles in memory at each start
        source.with_suffix(".mo").write_bytes(buffer.getvalue())
    return buffer.getvalue()


def compile_all() -> list[Path]:
    """Compile every catalogue that is out of date and return the sources."""
    sources = sorted(FOLDER.glob("*/*.po"))
    for source in sources:
        compile_catalogue(source)
    return sources


@cache
def _look_up(text: str, language: str, domain: str) -> str:
    return load_catalogue(language, domain).gettext(text)


def translate(text: str, languages: Sequence[str], domain: str = CITIZEN) -> str:
    """Return the text in the first of the languages that has it; English needs no entry, it is the source."""
    for language in languages:
        if found := _look_up(text, language, domain):
            return found
        if language == "en":
            break
    return text
