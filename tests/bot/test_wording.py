"""Phrases that depend on the price of a letter, and refusals in words."""

from __future__ import annotations

from bot.phrases import Amount, Speech
from bot.reasons import REASONS, reason_phrase
from bot.records import record
from bot.refusals import OTHERWISE, phrase_of
from bot.topics import TOPICS
from bot.understanding.intents import Topic
from bot.wording import Clipped, Roomy, Sentences, Series
from budgeting.counting.outcome import Verdict
from budgeting.refusal import Refusal

PAID, FREE = Speech(("en",), is_brief=True, currency="XOF"), Speech(("en",), currency="XOF")


def test_words_are_cut_only_where_they_are_paid() -> None:
    words = Clipped("a long name of a place", 10)
    assert words.spoken(FREE) == "a long name of a place"
    assert words.spoken(PAID) == "a long na."
    assert len(words.spoken(PAID)) <= 10


def test_some_words_are_said_only_where_there_is_room() -> None:
    assert (Roomy("more").spoken(FREE), Roomy("more").spoken(PAID)) == ("more", "")


def test_sentences_that_say_nothing_leave_no_gap() -> None:
    assert Sentences(["One.", "", Roomy("Two."), "Three."]).spoken(PAID) == "One. Three."


def test_a_sentence_may_end_its_line() -> None:
    assert Sentences(["Code:\nK7Q\n", "Next."]).spoken(PAID) == "Code:\nK7Q\nNext."


def test_a_series_has_the_comma_of_the_language() -> None:
    assert Series([3, 7]).spoken(Speech(("ar", "en"))) == "3، 7"


def test_amounts_are_short_where_they_are_paid() -> None:
    assert Amount(12_500_000).spoken(PAID) == "12.5 M F"
    assert Amount(12_500_000).spoken(FREE) == "12 500 000 F"


def test_every_topic_has_a_name() -> None:
    assert set(TOPICS) == set(Topic)


def test_a_refusal_without_words_of_its_own_still_says_what_to_do() -> None:
    assert phrase_of(Refusal("never_heard_of")) == OTHERWISE


def test_a_refusal_that_lacks_a_value_is_said_without_it() -> None:
    assert phrase_of(Refusal("no_such_project")) == OTHERWISE


def test_instants_in_a_refusal_are_said_in_the_hours_of_the_commune() -> None:
    no = Refusal("vote_opens_later", opens_at="2026-11-30T18:00:00+00:00")
    speech = Speech(("en",), time_zone="Indian/Antananarivo")
    assert "30/11 21:00" in phrase_of(no).spoken(speech)


def test_every_verdict_has_its_sentence() -> None:
    assert set(REASONS) == set(Verdict)


def test_a_reason_whose_numbers_are_missing_is_said_without_them() -> None:
    line = record(
        {"number": 3, "titles": {"en": "Well"}, "cost": 5, "votes": 9, "won": True, "reason": "won", "values": {}}
    )
    assert reason_phrase(line).spoken(PAID) == "Well: CHOSEN, 9 votes."
