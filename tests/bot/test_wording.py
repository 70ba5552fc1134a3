"""Phrases that depend on the price of a letter, and refusals in words."""

from __future__ import annotations

import pytest

from bot.phrases import Amount, Speech, _
from bot.reasons import REASONS, reason_phrase
from bot.records import record
from bot.refusals import OTHERWISE, phrase_of
from bot.sms.prepare import prepare
from bot.topics import TOPICS
from bot.understanding.intents import Topic
from bot.wording import Cited, Clipped, Roomy, Sentences, Series, clipped
from budgeting.counting.outcome import Verdict
from budgeting.refusal import Refusal

PAID, FREE = Speech(("en",), is_brief=True, currency="XOF"), Speech(("en",), currency="XOF")


def test_words_are_cut_only_where_they_are_paid() -> None:
    words = Clipped("a long name of a place", 10)
    assert words.spoken(FREE) == "a long name of a place"
    assert words.spoken(PAID) == "a long…"
    assert len(words.spoken(PAID)) <= 10


@pytest.mark.parametrize(
    ("name", "longest", "said"),
    [
        ("Compte administratif 2009", 14, "Compte… 2009"),
        ("Compte administratif 2009.", 24, "Compte administratif…"),
        ("Budget primitif 2025/2026", 14, "Budget…"),
        ("Budget 2009", 14, "Budget 2009"),
        ("Compte administratif de la commune", 14, "Compte…"),
    ],
)
def test_a_document_whose_name_is_cut_to_a_word_keeps_its_year(name: str, longest: int, said: str) -> None:
    assert Cited(name, longest).spoken(PAID) == said
    assert Cited(name, longest).spoken(FREE) == name.rstrip(".")


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
    assert set(REASONS) == set(Verdict) - {Verdict.LOST_UNTOLD}  # of few ballots only the votes are told


def test_a_reason_whose_numbers_are_missing_is_said_without_them() -> None:
    line = record(
        {"number": 3, "titles": {"en": "Well"}, "cost": 5, "votes": 9, "won": True, "reason": "won", "values": {}}
    )
    assert reason_phrase(line).spoken(PAID) == "Well: CHOSEN, 9 votes."


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("Compte administratif de la commune", 24, "Compte administratif…"),  # "de la" holds nothing at an end
        ("Compte administratif", 19, "Compte…"),
        ("Commune d'Andrafiabe (démonstration)", 25, "Commune d'Andrafiabe"),  # brackets go first, and wholly
        ("Pourquoi la mairie est fermée, toujours. Et le soir ?", 43, "Pourquoi la mairie est fermée, toujours…"),
        ("ترميم طريق السوق الكبير", 18, "ترميم طريق السوق…"),
        ("A" * 20, 10, "AAAAAAA…"),  # one word alone is cut where the room ends
        ("Eau et assainissement", 40, "Eau et assainissement"),
    ],
)
def test_a_cut_name_ends_with_a_word_and_an_ellipsis(text: str, longest: int, expected: str) -> None:
    assert clipped(text, longest) == expected
    assert len(prepare(clipped(text, longest)).text) <= longest


def test_a_cut_name_never_meets_a_second_full_stop() -> None:
    named = _("Source: %(source)s.", source=Clipped("Compte administratif de la commune", 24))
    assert named.spoken(PAID) == "Source: Compte administratif…"
    assert _("Source: %(source)s.", source=Clipped("Compte de 2025.", 24)).spoken(PAID) == "Source: Compte de 2025."


def test_whole_sentences_keep_their_end() -> None:
    assert Clipped("On Monday.", 40, has_end=True).spoken(PAID) == "On Monday."
    assert Clipped("On Monday.", 40).spoken(PAID) == "On Monday"


@pytest.mark.parametrize("longest", [-3, 0, 1, 3, 4])
def test_where_there_is_no_room_next_to_nothing_is_said(longest: int) -> None:
    assert clipped("de la commune", longest) in {"…", "d…"}
