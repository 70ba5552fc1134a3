from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.understanding.examples import UNLEARNT, examples_of
from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import lexicon_of
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Section
from locales.words import BrokenWords, languages, load_words

ENOUGH = {"fr": 25, "en": 25, "ar": 20}
MINIMAL = """
[language]
name = "Bamanankan"
direction = "ltr"
fallback = ""
plural_forms = "nplurals=1; plural=0;"
format_locale = "bm"
called = "bambara, bm"
"""


def test_a_folder_with_words_is_a_language() -> None:
    assert {"ar", "en", "fr"} <= set(languages())


@pytest.mark.parametrize("tag", languages())
def test_a_language_tells_what_pages_and_translations_need(tag: str) -> None:
    words = load_words(tag)
    assert words.name
    assert words.direction in ("ltr", "rtl")
    assert words.fallback is None or words.fallback in languages()
    assert re.fullmatch(r"nplurals=\d; plural=.+;", words.plural_forms)


@pytest.mark.parametrize("tag", languages())
def test_every_list_belongs_to_an_intent_or_a_topic(tag: str) -> None:
    words = load_words(tag)
    assert set(words.commands) | set(words.alone) | set(words.examples) <= set(Intent)
    assert set(words.topics) <= set(Topic)


@pytest.mark.parametrize("tag", ENOUGH)
def test_the_first_languages_have_examples_enough(tag: str) -> None:
    examples = load_words(tag).examples
    assert set(examples) == set(Intent) - {Intent.NUMBER_ONLY} - UNLEARNT
    assert {name: len(lines) for name, lines in examples.items() if len(set(lines)) < ENOUGH[tag]} == {}


@pytest.mark.parametrize("tag", ENOUGH)
def test_every_topic_and_command_has_words(tag: str) -> None:
    words = load_words(tag)
    assert set(words.topics) == set(Topic)
    assert set(words.commands) | set(words.alone) == set(Intent) - {Intent.NUMBER_ONLY, Intent.UNKNOWN}


@pytest.mark.parametrize("tag", languages())
def test_an_example_stands_under_one_intent_only(tag: str) -> None:
    seen: dict[str, str] = {}
    for intent, lines in load_words(tag).examples.items():
        for line in lines:
            assert seen.setdefault(line, intent) == intent, line


def test_a_new_language_needs_its_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "bm").mkdir()
    (tmp_path / "bm" / "words.toml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "not_a_language").mkdir()
    assert languages(tmp_path) == ("bm",)
    words = load_words("bm", tmp_path)
    assert (words.name, words.fallback, words.called) == ("Bamanankan", None, ("bambara", "bm"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MINIMAL.replace('name = "Bamanankan"', ""), "name is missing"),
        (MINIMAL.replace('"ltr"', '"up"'), "ltr or rtl"),
        (MINIMAL + "[commands", "bm: "),
        (MINIMAL + "[speech]\naccuses = '(took|ate money'", "bm: .*took"),
    ],
)
def test_a_broken_file_is_told_with_its_language(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "bm").mkdir()
    (tmp_path / "bm" / "words.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenWords, match=told):
        load_words("bm", tmp_path)


def test_a_list_holds_each_of_the_alternatives_in_an_item(tmp_path: Path) -> None:
    (tmp_path / "bm").mkdir()
    text = MINIMAL + "[speech]\naccuses = '(took|ate) money, thief'"
    (tmp_path / "bm" / "words.toml").write_text(text, encoding="utf-8")
    assert load_words("bm", tmp_path).speech["accuses"] == ("took money", "ate money", "thief")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(BrokenWords, match="xx"):
        load_words("xx")
    with pytest.raises(BrokenWords):
        load_words("../fr")


def test_words_of_three_languages_are_ready_at_once() -> None:
    assert lexicon_of(("fr", "ar", "en")).openers["budget"] is Intent.BUDGET
    assert examples_of(("ar", "en", "fr")).judge(["combien", "pour", "eau"]).intent is Intent.BUDGET


@pytest.mark.parametrize("tag", languages())
def test_natures_and_sections_are_those_the_house_knows_and_things_those_of_every_language(tag: str) -> None:
    words = load_words(tag)
    known = ({*Nature, *Section}, set(load_words("fr").things), set(load_words("fr").works))
    found = (set(words.natures), set(words.things), set(words.works))
    assert found == known or (words.is_draft and all(map(set.issubset, found, known)))
    assert all(words.works.values())
    assert all(words.natures.values()) and all(words.things.values())
