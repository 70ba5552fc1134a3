"""Languages that no native speaker has reviewed: what they say is true, whole, paid for, and can be done."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.messages import Capabilities
from bot.phrases import Phrase, Speech
from bot.ports import CommuneView
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.understand import understand
from locales.catalogue import CITIZEN, FOLDER, PAGES
from locales.extract import DRAFT, forms_of, read_catalogue
from locales.page_words import page_languages
from locales.words import is_draft, languages, load_head, load_words, reviewed_languages
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, SMS, Talk
from tests.bot.test_segment_allowance import allowed
from tests.bot.test_words_told import INSTRUCTIONS, NO_COMMANDS, TOLD, words_for
from tests.bot.worst_case import segments_of, worst_values

DRAFTS = [tag for tag in languages() if is_draft(tag)]
DEAR = {"ee", "kbp", "zgh"}
"""Whose letters an SMS of 160 does not hold: their texts may cost what Arabic ones do."""

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_CAPITALS = re.compile(r"(?<![\w%('])[A-Z]{2,}(?: [A-Z]{2,})*(?!\w)")
_OTHER_CAPITALS = {"SMS", "DUK", "ZOSE", "ZOTE"}
TOPIC = {fold(word) for tag in DRAFTS for word in load_words(tag).topics.get("water", ())}


class Commune(FakeDesk):
    """A commune that speaks other languages than most."""

    languages: tuple[str, ...] = ()

    def commune(self) -> CommuneView:
        return replace(super().commune(), languages=self.languages)


def talk_in(*spoken: str, can: Capabilities = SMS) -> Talk:
    """Return a talk with somebody new in a commune of these languages."""
    desk = Commune()
    desk.languages = spoken
    return Talk(can, spoken[0], desk, languages=(*spoken, "en"))


def said_in(tag: str) -> dict[str, str]:
    found = ((message.id, message.string) for message in read_catalogue(tag, CITIZEN) if message.id)
    return {text: words for text, words in found if isinstance(text, str) and words}


def told_in(words: str) -> list[str]:
    """Return the words in capitals of a text, the topic behind BUDGET left out."""
    found = (phrase.split() for phrase in _CAPITALS.findall(PLACEHOLDER.sub("", words)))
    phrases = (" ".join(word for word in phrase if fold(word) not in TOPIC) for phrase in found)
    return [phrase for phrase in phrases if phrase and phrase not in _OTHER_CAPITALS]


def test_there_are_drafts_and_three_languages_that_are_none() -> None:
    assert set(DRAFTS) == {"bm", "ee", "ff", "ha", "kbp", "rn", "sw", "zgh", "zgh-Latn"}
    assert reviewed_languages() == ("ar", "en", "fr") == page_languages()


@pytest.mark.parametrize("tag", DRAFTS)
def test_a_draft_says_in_french_and_english_that_it_is_one(tag: str) -> None:
    for file in ("citizen.po", "words.toml"):
        head = (FOLDER / tag / file).read_text(encoding="utf-8")[:500]
        assert all(line in head for line in DRAFT.splitlines() if "relu" in line) or "relu ces mots" in head
        assert "BROUILLON" in head and "DRAFT: no native speaker has reviewed" in head
    assert not (FOLDER / tag / f"{PAGES}.po").exists()


@pytest.mark.parametrize("tag", DRAFTS)
def test_a_draft_keeps_every_value(tag: str) -> None:
    for message in read_catalogue(tag, CITIZEN):
        for form in forms_of(message.string) if message.id else ():
            assert not form or set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(forms_of(message.id)[-1])), (
                form
            )


@pytest.mark.parametrize("tag", DRAFTS)
def test_a_draft_costs_no_more_than_the_text_does_elsewhere(tag: str) -> None:
    values = worst_values(tag)
    like = "ar" if tag in DEAR else "fr"
    costs = {text: segments_of(text, tag, values) for text in said_in(tag)}
    assert {text: cost for text, cost in costs.items() if cost > allowed(text, like)} == {}


@pytest.mark.parametrize("tag", DRAFTS)
def test_every_word_that_a_draft_tells_does_what_it_says(tag: str) -> None:
    spoken = (tag, "en")
    for text, words in said_in(tag).items():
        meant = {TOLD[name][0] for name in INSTRUCTIONS.get(text, ())}
        found = {phrase: understand(phrase, tag, spoken) for phrase in told_in(words)}
        assert {phrase: one.intent for phrase, one in found.items() if not one.sure or one.intent not in meant} == {}
        told = {name for name in INSTRUCTIONS.get(text, ()) if name not in NO_COMMANDS}
        assert len({one.intent for one in found.values()}) == len({TOLD[name][0] for name in told}), words


@pytest.mark.parametrize("tag", DRAFTS)
@pytest.mark.parametrize("name", sorted(TOLD))
def test_what_is_told_in_french_still_works_for_who_falls_back_on_it(tag: str, name: str) -> None:
    for word in words_for(name, "fr"):
        meaning = understand(word, tag, (tag, "fr", "en"))
        assert (meaning.intent, meaning.sure) == (TOLD[name][0], True), word


@pytest.mark.parametrize("tag", DRAFTS)
def test_a_number_in_words_behind_the_word_for_voting_is_that_number(tag: str) -> None:
    for item in load_words(tag).numbers["words"]:
        said, _space, number = item.rpartition(" ")
        for word in ("vote", *load_words(tag).ballot.get("vote", ())[:1]):
            meaning = understand(f"{word} {said}", tag, (tag, "fr", "en"))
            assert (meaning.intent, meaning.sure, meaning.numbers) == (Intent.VOTE, True, (int(number),)), item


@pytest.mark.parametrize("tag", DRAFTS)
def test_the_numbers_from_one_to_twenty_are_all_there(tag: str) -> None:
    assert set(range(1, 21)) <= {int(item.rpartition(" ")[2]) for item in load_words(tag).numbers["words"]}


@pytest.mark.parametrize("tag", DRAFTS)
def test_two_numbers_joined_as_the_language_joins_them_are_two(tag: str) -> None:
    for join in load_words(tag).numbers.get("between", ()):
        meaning = understand(f"vote 3 {join} 7", tag, (tag, "fr", "en"))
        assert (meaning.intent, meaning.sure, meaning.numbers) == (Intent.VOTE, True, (3, 7)), join


STEPS = (
    "menu, 0, ?, grzt blurb kwak plomp, 0, xyzzy, 0, {budget}, 0, {budget} 2025, {vote} 3 7, {my_vote}, {vote}, "
    "3, VOTE 0, 1, MON VOTE, {ask} xyz abc def, 1, {ask}, xyz abc def, 1, {track}, DI-26-0042, {propose}, xyz "
    "abc, {place}, {propose} xyz, 0, {projects}, 3, 0, {project}, 3, 0, {results}, 0, {meetings}, {documents}, 0, "
    "{learn}, 1, 0, {language}, 0, {help}, DEMANDE le compte de 2025, 0, RECOURS, 0, STOP, START, EFFACER"
)
"""What somebody says who tries everything; the command words are those of their language."""


@pytest.mark.parametrize("tag", DRAFTS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_whole_conversation_is_held_in_a_draft(tag: str, channel: str) -> None:
    talk = talk_in("fr", tag, can=CHANNELS[channel])
    answers = [talk.says(load_head(tag).name).text]
    assert talk.desk.effects == [("set_language", tag)] and talk.language == tag
    first = {name: items[0] for name, items in load_words(tag).commands.items()}
    steps = STEPS.format(**first, place="1, 2, 2, 1" if CHANNELS[channel].asks_location else "1, 1, 1").split(", ")
    for words in steps:
        answers.append(talk.says(words).text)
    assert all(answers)
    assert not [answer for answer in answers if re.search(r"%\(|%%|None", answer)]
    done = {effect[0] for effect in talk.desk.effects}
    assert {"cast_ballot", "ask_question", "submit_proposal", "stop_news", "start_news"} <= done


@pytest.mark.parametrize("tag", DRAFTS)
def test_what_a_draft_does_not_say_is_said_in_the_communes_first_language(tag: str) -> None:
    missing = next(m.id for m in read_catalogue(tag, CITIZEN) if m.id and isinstance(m.id, str) and not m.string)
    text = Phrase(missing, dict.fromkeys(PLACEHOLDER.findall(missing), "x"))
    assert text.spoken(Speech((tag, "ar", "fr", "en"))) == text.spoken(Speech(("ar",)))
    assert text.spoken(Speech((tag, "fr", "ar", "en"))) == text.spoken(Speech(("fr",)))


def test_no_language_names_another_as_the_one_chosen() -> None:
    for tag in DRAFTS:
        talk = talk_in("fr", tag)
        said = talk.says(load_head(tag).name).text
        assert "français" not in said and "English" not in said
    assert "Langue : Kab" in talk_in("fr", "kbp").says("kabiye").text
