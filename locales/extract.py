"""Collect every text that is said or shown into the catalogues: `python -m locales.extract`.

Texts marked `_()` in the conversation, the services and the gateways go into `citizen.po`, those of the pages into
`pages.po`. Translations are kept, texts that no longer exist are dropped, what is missing is reported. With `--check`
nothing is written and the exit status is 1 when a catalogue is behind.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales.catalogue import CITIZEN, FOLDER, PAGES
from locales.words import BrokenWords, is_draft, languages, load_head, reviewed_languages

ROOT = FOLDER.parent
SOURCES = {
    CITIZEN: ("bot", "services", "gateways"),
    PAGES: (
        "admin",
        "portal",
        "services/figures",
        "services/indicators",
        "services/printing",
        "services/proof",
        "palabre",
        "budgeting/counting",
    ),
}
"""The folders of each domain; one named for a domain is left out where a folder above it is read for the other."""

SOURCE_LANGUAGE = "en"
"""The texts are in this language: its catalogue holds only what is said otherwise than it is written."""

TWO_FORMS = "nplurals=2; plural=(n != 1);"
Text = str | list[str] | tuple[str, ...]

METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
KEYWORDS = {"_": None, "marked": None, "gettext": None, "ngettext": (1, 2), "counted": (1, 2)}


DRAFT = (
    "# BROUILLON : aucun locuteur natif n'a relu ces textes. Un relecteur est cherché.\n"
    "# DRAFT: no native speaker has reviewed these texts. A reviewer is wanted.\n"
    "# Ce qui est vide est dit dans la langue de repli. What is empty is said in the language it falls back on.\n"
)
"""What stands above the texts of a language that is a draft."""


def catalogued(domain: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the languages that have a catalogue of a domain: pages are written in no draft."""
    return languages(folder) if domain == CITIZEN else reviewed_languages(folder)


def collect(domain: str, root: Path = ROOT) -> Catalog:
    """Return every marked text of a domain with the files it stands in."""
    catalog = Catalog(domain=domain, charset="utf-8")
    elsewhere = {folder for other, folders in SOURCES.items() if other != domain for folder in folders}
    for folder in SOURCES[domain]:
        inner = [other for other in elsewhere if other.startswith(f"{folder}/")]
        for file, _line, message, comments, context in extract_from_dir(root / folder, METHODS, keywords=KEYWORDS):
            path = f"{folder}/{file}"
            if not any(path.startswith(f"{other}/") for other in inner):
                catalog.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalog


def read_catalogue(language: str, domain: str, folder: Path = FOLDER) -> Catalog:
    """Return the catalogue of a language as it stands, empty where there is none."""
    source = folder / language / f"{domain}.po"
    if not source.is_file():
        return Catalog(locale=None, domain=domain, charset="utf-8", fuzzy=False)
    return read_po(io.BytesIO(source.read_bytes()), domain=domain)


def merged(language: str, domain: str, texts: Catalog, folder: Path = FOLDER) -> Catalog:
    """Return the catalogue with exactly the texts there are, translations kept."""
    known = read_catalogue(language, domain, folder)
    catalog = Catalog(domain=domain, charset="utf-8", fuzzy=False, header_comment=f"# {language}, {domain}")
    catalog.mime_headers = [("Plural-Forms", plural_forms(language, folder))]
    for text in texts:
        if not text.id:
            continue
        said = known.get(text.id, text.context)
        string = said.string if said and said.id == text.id and has_words(said) else None
        if string or language != SOURCE_LANGUAGE:
            catalog.add(text.id, string, sorted(set(text.locations)), context=text.context)
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """Return the texts that have no translation."""
    return sorted(
        " / ".join(forms_of(text.id))
        for text in catalog
        if text.id and not (all(forms_of(text.string)) and has_all_forms(text, catalog))
    )


def forms_of(text: Text | None) -> tuple[str, ...]:
    """Return a text of a catalogue as its forms: one, or one for each kind of number."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def has_words(message: Message) -> bool:
    """Is anything of it translated?"""
    return any(forms_of(message.string))


def has_all_forms(message: Message, catalog: Catalog) -> bool:
    """Has it as many forms as its language has kinds of numbers?"""
    return not message.pluralizable or len(forms_of(message.string)) == catalog.num_plurals


def plural_forms(language: str, folder: Path = FOLDER) -> str:
    """Return the rule of a language as its `words.toml` gives it, that of English where there is none."""
    try:
        return load_head(language, folder).plural_forms
    except BrokenWords:
        return TWO_FORMS


def written(catalog: Catalog, language: str) -> bytes:
    """Return the catalogue as a file: in the order of its texts, without dates and line numbers, so that it rests."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=118, sort_output=True, include_lineno=False, omit_header=True)
    header = (
        f"# {language}: what is said, and what it is in this language. Update with: python -m locales.extract\n"
        f"{DRAFT if is_draft(language) else ''}"
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def behind(folder: Path = FOLDER, *, write: bool = False) -> Iterator[str]:
    """Yield one line for every catalogue or text that is behind the code; write the catalogues where asked."""
    for domain in SOURCES:
        texts = collect(domain)
        for language in catalogued(domain, folder):
            catalog = merged(language, domain, texts, folder)
            source = folder / language / f"{domain}.po"
            content = written(catalog, language)
            if write:
                source.write_bytes(content)
            elif not source.is_file() or source.read_bytes() != content:
                yield f"{source}: run python -m locales.extract"
            if not is_draft(language, folder):  # which may stay as far as it is known
                yield from (f"{source}: not translated: {text}" for text in missing(catalog))


def main() -> int:
    """Update or check the catalogues; return 1 when something is behind."""
    is_check = "--check" in sys.argv[1:]
    lines = list(behind(write=not is_check))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
