"""The catalogues: every text has its translation, with the same values in it."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.phrases import Speech, counted
from locales.catalogue import CITIZEN, FOLDER, PAGES, is_complete, load_catalogue, translate_count
from locales.extract import (
    SOURCE_LANGUAGE,
    SOURCES,
    behind,
    collect,
    forms_of,
    has_all_forms,
    has_words,
    merged,
    missing,
    read_catalogue,
    written,
)
from locales.words import is_draft, languages, load_words, reviewed_languages
from tests.collected import collected

ROOT = Path(__file__).parent.parent.parent
REVIEWED = [language for language in reviewed_languages() if language != SOURCE_LANGUAGE]
DRAFTS = [language for language in languages() if is_draft(language)]
VALUE = re.compile(r"%\((\w+)\)s|%%")


@pytest.mark.parametrize("language", REVIEWED)
def test_citizens_hear_every_text_in_their_language(language: str) -> None:
    assert missing(merged(language, CITIZEN, collected(CITIZEN))) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("domain", SOURCES)
def test_translations_keep_the_values(language: str, domain: str) -> None:
    for message in read_catalogue(language, domain):
        known = {value for form in forms_of(message.id) for value in VALUE.findall(form)}
        for form in forms_of(message.string):
            assert set(VALUE.findall(form)) <= known, message.id


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("domain", SOURCES)
def test_a_text_with_a_number_has_every_form_of_its_language(language: str, domain: str) -> None:
    catalogue = read_catalogue(language, domain)
    for message in catalogue:
        if message.id and message.pluralizable and (has_words(message) or language not in DRAFTS):
            assert has_all_forms(message, catalogue), message.id
            assert all(forms_of(message.string)), message.id
            # The form of large numbers says the number where English does; the others may say "one vote" in words.
            assert set(VALUE.findall(forms_of(message.string)[-1])) == set(VALUE.findall(message.id[1])), message.id


@pytest.mark.parametrize("language", [*REVIEWED, *DRAFTS])
def test_the_rule_of_plurals_stands_in_the_head_of_the_catalogue(language: str) -> None:
    for domain in SOURCES if language in REVIEWED else (CITIZEN,):
        head = (FOLDER / language / f"{domain}.po").read_text(encoding="utf-8").partition("#:")[0]
        assert f'"Plural-Forms: {load_words(language).plural_forms}' in head


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 صوت"),
        (1, "صوت واحد"),
        (2, "صوتان"),
        (3, "3 أصوات"),
        (10, "10 أصوات"),
        (11, "11 صوتا"),
        (99, "99 صوتا"),
        (100, "100 صوت"),
        (103, "103 أصوات"),
    ],
)
def test_arabic_counts_in_six_forms(number: int, said: str) -> None:
    assert counted("%(count)s vote", "%(count)s votes").of(number).spoken(Speech(("ar",))) == said


def test_french_counts_nought_as_one() -> None:
    said = [translate_count("person voted", "people voted", number, ("fr",), PAGES) for number in (0, 1, 2)]
    assert said == ["personne a voté", "personne a voté", "personnes ont voté"]


def test_a_number_in_a_language_without_the_text_is_said_in_the_next_and_at_last_in_english() -> None:
    said = [translate_count("one goat", "%(count)s goats", number, ("ar", "fr", "en")) for number in (1, 2)]
    assert said == ["one goat", "%(count)s goats"]


def test_a_text_that_becomes_countable_is_missing_until_every_form_is_there(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    known = Catalog()
    known.add("a goat", "une chèvre")
    (tmp_path / "fr" / "citizen.po").write_bytes(written(known, "fr"))
    texts = Catalog()
    texts.add(("a goat", "%(count)s goats"))
    catalogue = merged("fr", CITIZEN, texts, tmp_path)
    assert missing(catalogue) == ["a goat / %(count)s goats"]
    catalogue["a goat"].string = ("une chèvre", "")
    assert missing(catalogue) == ["a goat / %(count)s goats"]
    catalogue["a goat"].string = ("une chèvre", "%(count)s chèvres")
    (tmp_path / "fr" / "citizen.po").write_bytes(written(catalogue, "fr"))
    again = merged("fr", CITIZEN, texts, tmp_path)
    assert missing(again) == []
    assert again["a goat"].string == ("une chèvre", "%(count)s chèvres")


def test_a_text_in_two_domains_stands_in_each_and_folders_named_apart_are_left_out() -> None:
    files = {file for message in collected(CITIZEN) for file, _line in message.locations}
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


def test_french_pages_have_one_apostrophe() -> None:
    """What people are to type is written as a phone types it; the pages themselves never are."""
    said = [text for m in read_catalogue("fr", PAGES) if m.id for text in forms_of(m.string)]
    straight = [text for text in said if re.search(r"(?<!\)[sd])(?<=[^\W\d])'(?=\w|%)", text)]
    assert [text for text in straight if not text.startswith("IDEE ")] == []


def test_french_pages_have_a_space_before_their_high_marks() -> None:
    said = [text for m in read_catalogue("fr", PAGES) if m.id for text in forms_of(m.string)]
    assert [text for text in said if re.search(r"[^\W\d_][;:?!](?!\S)", text)] == []


def test_no_template_writes_a_colon_that_french_sets_apart_by_itself() -> None:
    """Between a name and what belongs to it stands the text `: `, which is ` : ` in French."""
    bare = re.compile(r"(?:}}|%}|</bdi>|</a>|</strong>|</code>):\s(?={{|{%|<)")
    pages = [page for folder in ("admin", "portal") for page in (ROOT / folder).rglob("*.html")]
    assert pages
    assert [page.name for page in pages if bare.search(page.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(("language", "complete"), [("fr", True), ("ar", True), ("en", True), ("ee", False)])
def test_a_language_is_complete_when_nearly_all_is_translated(language: str, complete: bool) -> None:
    assert is_complete(language) is complete
