from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.messages import Inbound
from bot.sms.prepare import prepare
from models import Commune, InformationRequest, Outbox
from services.house import House
from services.limits import FREE, WITHOUT_COMMUNE
from services.line_keeping import LineToKeep, keep_line
from services.outbox import claim, record_sent
from services.turn import take
from tests.conftest import HandClock
from tests.services.polling_day import SMS, PollingDay, plant_polling_day

AFI = "+22890112233"
SEGMENT = 15  # francs
LIBRARY = {"fr": "Qui garde la bibliothèque ?", "ar": "من يحرس المكتبة في الحي؟", "en": "Who keeps the library?"}


def secret_rows(day: PollingDay) -> list[bool]:
    return day.house.work.read(lambda session: list(session.scalars(select(Outbox.is_secret).order_by(Outbox.id))))


def send_all(day: PollingDay) -> None:
    house = day.house
    found = house.work.write(lambda session: claim(session, house, day.lines["sms"], house.clock(), 100))
    for message in found:
        house.work.write(lambda session, m=message: record_sent(session, m, f"SM{m.id}", house.clock()))


def set_commune(day: PollingDay, **values: Any) -> None:
    def change(session: Any) -> None:
        for name, value in values.items():
            setattr(session.get_one(Commune, day.commune_id), name, value)

    day.house.work.write(change)


def test_replies_of_an_hour_have_an_end_that_is_announced_and_begin_again(house: House, clock: HandClock) -> None:
    day = plant_polling_day(house, replies_an_hour=3)
    replies = [day.sms(AFI, "MENU").reply for _ in range(5)]
    assert [reply is not None for reply in replies] == [True, True, True, False, False]
    assert replies[2] is not None and "pour une heure" in replies[2].text
    clock.wait(minutes=60)
    assert day.sms(AFI, "MENU").reply is not None


def test_where_replies_cost_nothing_only_a_machine_meets_their_end(house: House, clock: HandClock) -> None:
    day = plant_polling_day(house, replies_an_hour=3, time_zone="Africa/Lome")
    begun = clock()
    replies = [day.telegram("501", "MENU").reply for _ in range(3 * FREE + 2)]
    assert [reply is not None for reply in replies] == [True] * 3 * FREE + [False, False]
    last, again = replies[3 * FREE - 1], f"{begun + timedelta(hours=1):%d/%m %H:%M}"
    assert last is not None and again in last.text and "SMS" not in last.text
    clock.wait(minutes=60)
    assert day.telegram("501", "MENU").reply is not None


def test_a_line_that_serves_nobody_answers_no_more_often_than_a_commune_that_said_nothing(
    house: House, clock: HandClock
) -> None:
    line = LineToKeep("twilio", "alone", "sms", "7071")
    line_id = house.work.write(lambda session: keep_line(session, house, line).id)

    def say(number: int, text: str = "MENU") -> bool:
        return take(house, line_id, SMS, Inbound(f"n{number}", AFI, text, phone=AFI)).reply is not None

    assert [say(number) for number in range(WITHOUT_COMMUNE + 1)] == [True] * WITHOUT_COMMUNE + [False]
    assert say(100, "STOP")
    clock.wait(minutes=60)
    assert say(101)
    day = plant_polling_day(house)
    assert house.work.read(lambda db: db.get_one(Commune, day.commune_id).replies_an_hour) == WITHOUT_COMMUNE


def test_one_person_who_writes_too_often_silences_nobody_else(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=2)
    for _ in range(5):
        day.sms(AFI, "MENU")
    assert day.sms("+22890445566", "MENU").reply is not None


def test_receipts_are_cut_last_and_the_ballot_is_always_taken(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=2)
    answered = [day.sms(AFI, f"VOTE {number}").reply is not None for number in range(1, 7)]
    assert answered == [True, True, True, True, False, False]
    assert day.choices() == [[6]]
    assert secret_rows(day) == [True] * 4


@pytest.mark.parametrize("ceiling", ["daily_ceiling", "monthly_ceiling"])
def test_over_the_ceiling_sms_are_taken_but_only_receipts_answered(house: House, ceiling: str) -> None:
    day = plant_polling_day(house, **{ceiling: 2 * SEGMENT})
    for number in range(4):
        day.sms(f"+2289000000{number}", "VOTE 1")
    send_all(day)
    assert day.sms("+22890000009", "MENU").reply is None
    assert day.sms("+22890000009", "VOTE 3").reply is not None
    assert day.telegram("501", "MENU").reply is not None


@pytest.mark.parametrize("ceiling", ["daily_ceiling", "monthly_ceiling"])
def test_over_the_ceiling_who_votes_step_by_step_is_asked_on_and_gets_a_receipt(house: House, ceiling: str) -> None:
    day = plant_polling_day(house, **{ceiling: 1})
    day.sms("+22890000001", "VOTE 1")
    send_all(day)
    asked = day.sms(AFI, "VOTE").reply
    assert asked is not None and "3 Projet 3" in asked.text
    receipt = day.sms(AFI, "3 7").reply
    assert receipt is not None and "Recu" in prepare(receipt.text).text
    assert day.choices() == [[1], [3, 7]]
    assert [day.sms(AFI, text).reply for text in ("MENU", "3 7", "PROJETS")] == [None, None, None]


def test_over_the_ceiling_the_questions_of_a_vote_end_with_the_replies_of_the_hour(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=3, daily_ceiling=1)
    day.sms("+22890000001", "VOTE 1")
    send_all(day)
    assert [day.sms(AFI, "VOTE").reply is not None for _ in range(5)] == [True, True, True, False, False]


def test_a_stop_over_the_ceiling_blames_nobody(house: House) -> None:
    day = plant_polling_day(house, monthly_ceiling=1)
    day.sms("+22890000001", "VOTE 1")
    send_all(day)
    said = [day.sms(f"+2289000001{at}", word).reply for at, word in enumerate(["STOP", "توقف"])]
    assert all(reply is not None and prepare(reply.text).segments <= 2 for reply in said)
    assert not any(word in reply.text for reply in said if reply for word in ("souvent", "كثيرا"))


def test_what_waits_counts_against_the_ceiling_before_it_is_charged(house: House) -> None:
    day = plant_polling_day(house, daily_ceiling=20 * SEGMENT)
    answered = [day.sms(f"+228900001{number:02}", "MENU").reply is not None for number in range(60)]
    promised = house.work.read(lambda session: sum(session.scalars(select(Outbox.cost))))
    assert not answered[-1]
    assert promised <= (20 + 4) * SEGMENT * 1000  # at most the one message that crosses the line


def test_a_new_day_and_a_new_month_begin_with_nothing_spent(house: House, clock: HandClock) -> None:
    day = plant_polling_day(house, daily_ceiling=1, monthly_ceiling=1000 * SEGMENT, time_zone="Pacific/Auckland")
    day.sms(AFI, "MENU")
    send_all(day)
    assert day.sms(AFI, "MENU").reply is None
    clock.wait(hours=2)  # midnight in Auckland is 11:00 UTC
    assert day.sms(AFI, "MENU").reply is not None
    set_commune(day, daily_ceiling=None, monthly_ceiling=1)
    send_all(day)
    assert day.sms(AFI, "MENU").reply is None
    clock.wait(days=11)
    assert day.sms(AFI, "MENU").reply is not None


@pytest.mark.parametrize("said", [["QUESTION", "Qui répare le pont du marché ?"], ["qui répare le pont du marché"]])
def test_a_question_of_somebody_who_gets_no_more_replies_is_filed(
    house: House, clock: HandClock, said: list[str]
) -> None:
    day = plant_polling_day(house, replies_an_hour=3)
    for _time in range(3):
        day.sms(AFI, "MENU")
    replies = [day.sms(AFI, text).reply for text in said]
    (filed,) = house.work.read(lambda session: list(session.scalars(select(InformationRequest))))
    assert filed.text == said[-1]
    assert [reply is not None for reply in replies] == [False] * (len(said) - 1) + [True]
    assert replies[-1] is not None and filed.reference in replies[-1].text
    clock.wait(minutes=61)
    tracked = day.sms(AFI, "SUIVI").reply
    assert tracked is not None and filed.reference in tracked.text


def test_a_question_over_the_ceiling_is_filed_and_confirmed_when_replies_are_left(house: House) -> None:
    day = plant_polling_day(house, daily_ceiling=0)
    assert day.sms(AFI, "QUESTION").reply is None
    reply = day.sms(AFI, "Qui répare le pont ?").reply
    assert reply is not None and "DI-" in reply.text


def test_a_question_is_confirmed_while_there_are_replies(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=3)
    day.sms(AFI, "qui répare le pont du marché")
    assert house.work.read(lambda session: list(session.scalars(select(InformationRequest)))) == []


@pytest.mark.parametrize("word", ["IDEE", "BUDGET", "question", "réclamation", "merci", "TRACK", "IDEA", "فكرة"])
def test_a_bare_word_of_somebody_who_gets_no_more_replies_is_no_question(house: House, word: str) -> None:
    day = plant_polling_day(house, replies_an_hour=1)
    for text in ("MENU", "QUESTION", word, "QUESTION", word):
        day.sms(AFI, text)
    assert house.work.read(lambda session: list(session.scalars(select(InformationRequest)))) == []


@pytest.mark.parametrize("word", ["STOP", "توقف", "ARRET"])
def test_a_stop_is_always_answered_and_promises_nothing_that_is_not_kept(house: House, word: str) -> None:
    day = plant_polling_day(house, replies_an_hour=1)
    for _time in range(6):
        day.sms(AFI, "MENU")
    reply = day.sms(AFI, word).reply
    assert reply is not None
    assert not any(promise in reply.text for promise in ("nous répondons", "je réponds", "نجيبك", "أجيبك"))
    assert day.sms(AFI, "MENU").reply is None


def test_being_forgotten_is_answered_to_its_end(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=1)
    for _time in range(4):
        day.sms(AFI, "MENU")
    asked = day.sms(AFI, "EFFACER").reply
    assert asked is not None
    code = next(word.strip(".") for word in asked.text.split() if word.strip(".").isdecimal() and len(word) >= 4)
    wrong = day.sms(AFI, f"{(int(code) + 1) % 10_000:04}").reply
    assert wrong is not None and code in wrong.text
    done = day.sms(AFI, code).reply
    assert done is not None and code not in done.text


def test_what_is_always_answered_ends_where_only_a_machine_would_go_on(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=1)
    answered = [day.sms(AFI, "STOP").reply is not None for _time in range(12)]
    assert answered == [True] * 10 + [False] * 2


@pytest.mark.parametrize("before", ["bonjour", "سلام"])
@pytest.mark.parametrize("said", ["MENU", "PROJETS", "RESULTATS", "BUDGET", "AIDE", "مشاريع", "القائمة الرئيسية"])
def test_the_last_reply_of_an_hour_costs_two_sms_at_most_and_announces_the_end(
    house: House, before: str, said: str
) -> None:
    day = plant_polling_day(house, replies_an_hour=2, languages=["fr", "ar"])
    day.sms(AFI, before)
    reply = day.sms(AFI, said).reply
    assert reply is not None
    assert prepare(reply.text).segments <= 2
    assert any(words in reply.text for words in ("pour une heure", "لساعة"))


def test_a_vote_that_is_the_last_reply_keeps_its_receipt(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=1)
    reply = day.sms(AFI, "VOTE 3").reply
    assert reply is not None
    assert "Reçu" in reply.text and "pour une heure" in reply.text


def with_a_ballot(house: House) -> PollingDay:
    """Return the day on which somebody has voted for 1 and used up the replies of the hour."""
    day = plant_polling_day(house, replies_an_hour=2)
    for text in ("VOTE 1", "MENU"):
        assert day.sms(AFI, text).reply is not None
    assert day.sms(AFI, "0").reply is None
    return day


UNSEEN = [
    ["7", "2"],
    ["7", "1"],
    ["1", "1"],
    ["VOTE 0 3", "1"],
]


@pytest.mark.parametrize("said", UNSEEN)
def test_a_question_that_was_never_sent_is_not_answered_by_the_next_message(house: House, said: list[str]) -> None:
    day = with_a_ballot(house)
    assert [day.sms(AFI, text).reply for text in said] == [None] * len(said)
    assert day.choices() == [[1]]
    day.sms(AFI, "VOTE 7")
    assert day.choices() == [[7]]


@pytest.mark.parametrize("said", ["VOTE 0?", "voter blanc ?", "vote blank?", "صوت 0؟"])
def test_a_blank_vote_that_is_a_question_is_not_recorded_where_nobody_can_be_asked(house: House, said: str) -> None:
    day = with_a_ballot(house)
    assert day.sms(AFI, said).reply is None
    assert day.choices() == [[1]]


@pytest.mark.parametrize(
    "said",
    [
        "je ne veux pas annuler mon vote",
        "comment annuler mon vote",
        "pas de vote blanc",
        "je voulais pas voter blanc",
        "annuler mon vote pour 3",
        "do not cancel my vote",
        "how to cancel my vote",
        "لا اريد الغاء تصويتي",
    ],
)
def test_who_speaks_of_taking_a_vote_back_and_cannot_be_asked_keeps_it(house: House, said: str) -> None:
    day = with_a_ballot(house)
    assert day.sms(AFI, said).reply is None
    assert day.choices() == [[1]]


def test_a_ballot_that_could_be_the_closing_day_is_recorded_where_nobody_can_be_asked(
    house: House, clock: HandClock
) -> None:
    clock.set(datetime(2026, 3, 5, 10, tzinfo=UTC))
    day = with_a_ballot(house)
    reply = day.sms(AFI, "VOTE 5/3").reply
    assert reply is not None and "Reçu" in reply.text
    assert day.choices() == [[5, 3]]


@pytest.mark.parametrize("said", [["VOTE 0", "1"], ["VOTE 0", "oui"], ["صوت 0", "1"], ["VOTE BLANK", "yes"]])
def test_a_blank_vote_plainly_said_is_recorded_although_nobody_can_be_asked(house: House, said: list[str]) -> None:
    day = with_a_ballot(house)
    first, second = [day.sms(AFI, text).reply for text in said]
    assert first is not None and second is None  # the receipt, and nothing that a number could answer
    assert day.choices() == [[]]
    day.sms(AFI, "VOTE 7")
    assert day.choices() == [[7]]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (["demande formelle", "le contrat de l'école", "1"], 1),
        (["demande formelle", "contrat", "1"], 0),
        (["طلب رسمي", "العقد", "1"], 0),
    ],
)
def test_no_formal_request_is_filed_through_questions_that_were_never_sent(
    house: House, said: list[str], asked: int
) -> None:
    day = with_a_ballot(house)
    assert [day.sms(AFI, text).reply for text in said] == [None] * len(said)
    kept = house.work.read(lambda session: [row.kind for row in session.scalars(select(InformationRequest))])
    assert kept == ["question"] * asked


def asked_and_silenced(house: House) -> PollingDay:
    """Return the day on which somebody saw the question of a blank vote, and no reply goes out any more."""
    day = plant_polling_day(house)
    day.sms(AFI, "VOTE 1")
    asked = day.sms(AFI, "VOTE 0").reply
    assert asked is not None and "1 Oui" in asked.text
    set_commune(day, daily_ceiling=0)
    return day


def test_a_question_that_was_shown_still_waits_after_one_that_was_not(house: House) -> None:
    day = asked_and_silenced(house)
    assert day.sms(AFI, "PROJET 3").reply is None
    day.sms(AFI, "oui")
    assert day.choices() == [[]]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "QUESTION"), ("ar", "سؤال"), ("en", "QUESTION")], ids=["fr", "ar", "en"]
)
def test_the_last_reply_says_what_is_still_taken(house: House, language: str, words: str) -> None:
    day = plant_polling_day(house, replies_an_hour=1, languages=[language])
    reply = day.sms(AFI, "MENU").reply
    assert reply is not None and words in reply.text
    kept = day.sms(AFI, f"{words} {LIBRARY[language]}").reply
    assert kept is not None and "DI-" in kept.text


def test_a_wish_of_somebody_who_gets_no_more_replies_is_kept(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=3)
    for said in ("MENU", "MENU", "MENU", "QUESTION", "pourquoi ?"):
        day.sms(AFI, said)
    reply = day.sms(AFI, "il manque des bancs").reply
    assert reply is not None and "DI-" in reply.text


@pytest.mark.parametrize("said", ["0", "ANNULER", "MENU"])
def test_what_was_given_up_does_not_come_back_with_a_reply_that_was_not_sent(house: House, said: str) -> None:
    day = asked_and_silenced(house)
    assert [day.sms(AFI, text).reply for text in (said, "oui")] == [None, None]
    assert day.choices() == [[1]]


def test_a_question_cut_from_the_last_reply_is_not_answered_either(house: House) -> None:
    day = plant_polling_day(house, replies_an_hour=2)
    day.sms(AFI, "صوت 1")
    last = day.sms(AFI, "7").reply
    assert last is not None and "\n2 " not in last.text  # in Arabic letters the notice takes the place of the question
    day.sms(AFI, "2")
    assert day.choices() == [[1]]
