"""The catalogues: every text has its translation, with the same values in it."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from locales.catalogue import CITIZEN, load_catalogue
from locales.extract import SOURCE_LANGUAGE, SOURCES, behind, collect, merged, missing, read_catalogue, written
from locales.words import languages

TRANSLATED = [language for language in languages() if language != SOURCE_LANGUAGE]
VALUE = re.compile(r"%\((\w+)\)s|%%")


@pytest.mark.parametrize("language", TRANSLATED)
def test_citizens_hear_every_text_in_their_language(language: str) -> None:
    assert missing(merged(language, CITIZEN, collect(CITIZEN))) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("domain", SOURCES)
def test_translations_keep_the_values(language: str, domain: str) -> None:
    for message in read_catalogue(language, domain):
        if message.id and message.string and isinstance(message.id, str):
            assert isinstance(message.string, str)
            assert set(VALUE.findall(message.string)) <= set(VALUE.findall(message.id)), message.id


def test_a_text_in_two_domains_stands_in_each_and_folders_named_apart_are_left_out() -> None:
    files = {file for message in collect(CITIZEN) for file, _line in message.locations}
    assert not any(file.startswith("services/indicators/") for file in files)
    assert any(file.startswith("services/") for file in files)


def test_translations_are_kept_and_texts_that_are_gone_are_dropped(tmp_path: Path) -> None:
    known = Catalog()
    known.add("Kept", "Gardé")
    known.add("Gone", "Parti")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "citizen.po").write_bytes(written(known, "fr"))
    texts = Catalog()
    texts.add("Kept")
    texts.add("New")
    catalogue = merged("fr", CITIZEN, texts, tmp_path)
    assert {message.id: message.string for message in catalogue if message.id} == {"Kept": "Gardé", "New": None}
    assert missing(catalogue) == ["New"]


def test_writing_twice_changes_nothing() -> None:
    once = written(merged("fr", CITIZEN, collect(CITIZEN)), "fr")
    assert once == written(merged("fr", CITIZEN, collect(CITIZEN)), "fr")


def test_the_check_names_the_file_that_is_behind(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "words.toml").write_text("", encoding="utf-8")
    assert any("run python -m locales.extract" in line for line in behind(tmp_path))


def test_english_needs_no_catalogue() -> None:
    assert load_catalogue("en").gettext("Which project? Send its number.") == ""


def test_french_is_written_with_its_accents() -> None:
    letters = {
        letter for m in read_catalogue("fr", CITIZEN) if m.id and isinstance(m.string, str) for letter in m.string
    }
    assert set("éèàùçêôÉ") <= letters
    assert letters <= set(string.printable) | set("éèàùçêâîôûœÉÈÀÊÎÔÂ’«»…  %")
