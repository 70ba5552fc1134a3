"""Level B: a ballot sent by SMS counts once its code has come back from the number, and not before."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.sms.prepare import prepare
from models import (
    CodeTries,
    Commune,
    Contact,
    Conversation,
    Inbound,
    Line,
    Outbox,
    OutboxState,
    PendingEntry,
    Phase,
    Project,
    Turnout,
    WaitingBallot,
    WorksOpinion,
    WorksPoll,
)
from services.codes.tries import ATTACK
from services.contacts import STATE
from services.counting.count import count_cycle
from services.house import House
from services.outbox import claim, record_sent
from services.retention import forget_words
from services.revision import grow_revision
from services.voting.confirming import CODES_AN_HOUR, WRONG_A_DAY
from services.voting.waiting import unconfirmed
from tests.conftest import HandClock
from tests.services.confirming_town import FOUR, ConfirmingDay, code_in, plant_confirming_day
from tests.services.polling_day import GRACE

AFI, KOFI = "+22890112233", "+22890445566"


@pytest.fixture
def day(house: House) -> ConfirmingDay:
    return plant_confirming_day(house)


def said(taken: Any) -> str:
    assert taken.reply is not None
    return str(taken.reply.text)


def all_of(house: House, table: Any) -> list[Any]:
    return house.work.read(lambda session: list(session.scalars(select(table))))


def test_a_ballot_counts_only_once_its_code_has_come_back(day: ConfirmingDay) -> None:
    asked = day.sms(AFI, "VOTE 3 7")
    assert "3 Projet 3, 7 Projet 7" in said(asked)
    assert (day.choices(), all_of(day.house, Turnout), all_of(day.house, PendingEntry)) == ([], [], [])
    receipt = day.sms(AFI, code_in(asked))
    assert "3 Projet 3, 7 Projet 7" in said(receipt)
    assert day.choices() == [[3, 7]]
    assert len(all_of(day.house, Turnout)) == len(all_of(day.house, PendingEntry)) == 1
    assert all_of(day.house, WaitingBallot) == []


@pytest.mark.parametrize("written", ["{}", " {}. ", "code {}", "le code est {}", "VOTE {}", "oui {}", "{} merci"])
def test_the_code_is_known_in_whatever_few_words_it_comes(day: ConfirmingDay, written: str) -> None:
    code = day.asks(AFI, "VOTE 3")
    day.sms(AFI, written.format(code))
    assert day.choices() == [[3]]


def test_the_code_is_known_in_eastern_digits_and_in_the_middle_of_something_else(day: ConfirmingDay) -> None:
    code = day.asks(AFI, "VOTE 3")
    day.sms(AFI, "IDEE")
    day.sms(AFI, code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    assert day.choices() == [[3]]


def test_neither_a_change_nor_a_blank_ballot_counts_without_its_own_code(day: ConfirmingDay) -> None:
    day.votes(AFI, "VOTE 3")
    for text in ("VOTE 5", "VOTE 0"):
        day.asks(AFI, text)
    day.sms(AFI, "ANNULER MON VOTE")
    assert day.choices() == [[3]]


def test_a_blank_ballot_needs_no_yes_beside_its_code(day: ConfirmingDay) -> None:
    day.votes(AFI, "VOTE 3")
    day.votes(AFI, "VOTE 0")
    assert day.choices() == [[]]


def test_the_code_of_one_number_is_good_for_no_other(day: ConfirmingDay) -> None:
    code = day.asks(AFI, "VOTE 3")
    while (own := day.asks(KOFI, "VOTE 4")) == code:
        pass
    day.sms(KOFI, code)
    assert day.choices() == []
    day.sms(KOFI, own)
    assert day.choices() == [[4]]


def test_a_code_counts_once_and_a_replay_changes_nothing(day: ConfirmingDay) -> None:
    code = day.asks(AFI, "VOTE 3")
    day.sms(AFI, code, "same")
    day.sms(AFI, code, "same")
    day.sms(AFI, code)
    assert day.choices() == [[3]]
    assert len(all_of(day.house, PendingEntry)) == 1


def test_what_others_send_in_ones_name_takes_no_code_away(day: ConfirmingDay) -> None:
    mine = day.asks(AFI, "VOTE 3")
    for number in range(4, 12):
        day.sms(AFI, f"VOTE {number}")
    day.sms(AFI, mine)
    assert day.choices() == [[3]]


def test_codes_of_an_hour_are_few_and_the_next_hour_has_more(day: ConfirmingDay, clock: HandClock) -> None:
    for number in range(1, CODES_AN_HOUR + 1):
        day.asks(AFI, f"VOTE {number}")
    assert "heure" in said(day.sms(AFI, "VOTE 9"))
    clock.wait(minutes=40)
    day.votes(AFI, "VOTE 9")
    assert day.choices() == [[9]]


def flooded(day: ConfirmingDay) -> str:
    """Let others send all the ballots of an hour in somebody's name; return what their own is answered."""
    for number in range(1, CODES_AN_HOUR + 1):
        day.asks(AFI, f"VOTE {number}")
    answer = said(day.sms(AFI, "VOTE 9"))
    assert day.choices() == []
    return answer


def test_who_is_kept_from_voting_by_sms_by_forged_ballots_is_told_of_telegram_and_votes_there(
    day: ConfirmingDay, clock: HandClock
) -> None:
    told = flooded(day)
    assert "ou votez sur Telegram : @7070" in told and prepare(told).segments == 1
    day.telegram("501", "VOTE 9")
    day.telegram("501", "", phone=AFI)
    assert day.choices() == [[9]]
    clock.wait(minutes=40)
    flooded_again = [day.asks(AFI, "VOTE 1") for _ in range(CODES_AN_HOUR)]
    assert len(flooded_again) == CODES_AN_HOUR and day.choices() == [[9]]


def test_where_there_is_no_telegram_the_hour_and_the_town_hall_are_told(day: ConfirmingDay) -> None:
    day.house.work.write(lambda db: db.execute(update(Line).where(Line.channel == "telegram").values(enabled=False)))
    told = flooded(day)
    assert "Telegram" not in told and "Renvoyez-le dès le" in told and "mairie" in told


def test_who_types_the_code_wrong_too_often_is_told_of_codes_and_of_the_one_that_is_still_good(
    day: ConfirmingDay,
) -> None:
    code = day.asks(AFI, "VOTE 3")
    for wrong in range(6):
        digits = digits_in(day.sms(AFI, f"{wrong:04}" if f"{wrong:04}" != code else "9998"))
        code = digits[0] if digits else code
    told = said(day.sms(AFI, "VOTE 5"))
    assert "Trop de codes en une heure" in told and "code envoyé reste bon" in told and prepare(told).segments == 1
    day.sms(AFI, code)
    assert day.choices() == [[3]]


def test_nobody_is_told_to_vote_again_once_the_vote_is_over(day: ConfirmingDay, clock: HandClock) -> None:
    clock.set(day.closes_at - timedelta(minutes=5))
    told = flooded(day)
    assert "Renvoyez-le" not in told and "Votez sur Telegram avant le" in told and prepare(told).segments == 1
    day.house.work.write(lambda db: db.execute(update(Line).where(Line.channel == "telegram").values(enabled=False)))
    told = said(day.sms(AFI, "VOTE 9"))
    assert "plus de code avant la fin" in told and "mairie" in told and prepare(told).segments == 1


def test_a_code_that_comes_in_the_grace_tells_nobody_to_change_the_vote(day: ConfirmingDay, clock: HandClock) -> None:
    assert "Changer avant" in said(day.votes(KOFI, "VOTE 4"))
    code = day.asks(AFI, "VOTE 3")
    clock.set(day.closes_at + timedelta(seconds=GRACE - 1))
    receipt = said(day.sms(AFI, code))
    assert "3 Projet 3" in receipt and "Changer avant" not in receipt and "changé jusqu" not in receipt


def test_the_ballot_that_was_sent_last_stands_whatever_the_order_of_the_codes(day: ConfirmingDay) -> None:
    first, second = day.asks(AFI, "VOTE 3"), day.asks(AFI, "VOTE 5")
    day.sms(AFI, second)
    day.sms(AFI, first)
    assert day.choices() == [[5]]


def test_a_wrong_code_counts_nothing_and_a_second_one_brings_a_fresh_code(day: ConfirmingDay) -> None:
    code = day.asks(AFI, "VOTE 3")
    wrong = day.other_than(code)
    assert "Ce n'est pas le code" in said(day.sms(AFI, wrong))
    fresh = code_in(day.sms(AFI, day.other_than(code, wrong)))
    if fresh != code:
        day.sms(AFI, code)
        assert day.choices() == []
    day.sms(AFI, fresh)
    assert day.choices() == [[3]]


def test_wrong_codes_of_others_send_nobody_to_the_code_of_a_forged_ballot(day: ConfirmingDay) -> None:
    mine = day.asks(AFI, "VOTE 3")
    forged = day.asks(AFI, "VOTE 5")
    for wrong in ("0000", "0001", "0002"):
        reply = said(day.sms(AFI, day.other_than(mine, forged, wrong)))
        assert "Ce n'est pas le code" in reply and "dernier SMS" not in reply
        assert not FOUR.findall(reply)
    day.sms(AFI, mine)
    assert day.choices() == [[3]]


def test_where_no_fresh_code_can_be_sent_the_one_that_was_sent_stays_good(day: ConfirmingDay) -> None:
    for number in range(1, CODES_AN_HOUR):
        day.votes(AFI, f"VOTE {number}")
    code = day.asks(AFI, "VOTE 9")
    for _time in range(2):
        assert "Ce n'est pas le code" in said(day.sms(AFI, day.other_than(code)))
    day.sms(AFI, code)
    assert day.choices() == [[9]]


def use_up(day: ConfirmingDay, sender: str = AFI) -> list[str]:
    """Let somebody who reads no SMS forge a ballot and guess until four digits are not enough; return what was sent."""
    codes = [day.asks(sender, "VOTE 3")]
    for _time in range(WRONG_A_DAY):
        codes += digits_in(day.sms(sender, day.other_than(*codes)))
    return codes


def digits_in(taken: Any) -> list[str]:
    return re.findall(r"(?<!\d)(\d{4}|\d{8})(?!\d)", said(taken))


def test_a_number_has_few_wrong_codes_of_four_digits_a_day(day: ConfirmingDay) -> None:
    for code in use_up(day):
        if len(code) == 4:
            day.sms(AFI, code)  # a guess that would be right comes too late
    assert day.choices() == []


def test_who_guesses_at_a_number_does_not_keep_its_owner_from_voting(day: ConfirmingDay, clock: HandClock) -> None:
    use_up(day)
    clock.wait(minutes=31)  # the next hour: three codes an hour are all that is sent to a number
    (code,) = digits_in(day.sms(AFI, "VOTE 4"))
    assert len(code) == 8
    for wrong in ("00000000", "00000001", "1234", "4321", *(f"{number:08}" for number in range(2, 30))):
        if wrong != code:
            assert digits_in(day.sms(AFI, wrong)) == []
    day.sms(AFI, code)
    assert day.choices() == [[4]]


def test_a_ballot_that_waits_alone_when_the_tries_are_used_up_gets_eight_digits(day: ConfirmingDay) -> None:
    mine, *_fresh, long = use_up(day)
    assert (len(mine), len(long)) == (4, 8)
    assert digits_in(day.sms(AFI, mine)) == []
    day.sms(AFI, long)
    assert day.choices() == [[3]]


def test_where_many_guess_in_a_whole_vote_a_number_that_was_guessed_at_gets_eight_digits(day: ConfirmingDay) -> None:
    day.sms(AFI, day.other_than(day.asks(AFI, "VOTE 3")))
    day.house.work.write(lambda session: guess_much(session, day.cycle_id, day.house.clock()))
    (code,) = digits_in(day.sms(AFI, "VOTE 4"))
    assert len(code) == 8
    assert len(day.asks(KOFI, "VOTE 5")) == 4


def guess_much(session: Any, cycle_id: int, now: Any) -> None:
    session.add(CodeTries(cycle_id=cycle_id, phone="somebody", since=now.replace(minute=0), wrong=ATTACK))


def test_eight_digits_are_a_telephone_number_where_no_code_of_eight_waits(day: ConfirmingDay) -> None:
    code = day.asks(AFI, "VOTE 3")
    day.sms(AFI, "90112233")
    assert all_of(day.house, CodeTries) == []
    day.sms(AFI, code)
    assert day.choices() == [[3]]


def test_a_thousand_forged_senders_count_zero_times(day: ConfirmingDay) -> None:
    """They cannot read what is sent back; their guesses are all wrong, as all but a few in ten thousand are."""
    senders = [f"+228901{number:05}" for number in range(120)]
    sent = {sender: [day.asks(sender, "VOTE 3")] for sender in senders}
    for sender in senders:
        for _guess in range(WRONG_A_DAY + 2):
            taken = day.sms(sender, day.other_than(*sent[sender]))
            if taken.reply:
                sent[sender] += [part for part in taken.reply.text.split() if part.isdecimal() and len(part) == 4]
        day.sms(sender, "VOTE 0")
        day.sms(sender, "ANNULER MON VOTE")
    assert (day.choices(), all_of(day.house, Turnout), all_of(day.house, PendingEntry)) == ([], [], [])
    assert len(senders) * (WRONG_A_DAY + 2) > ATTACK


def test_on_telegram_the_own_card_is_the_proof(day: ConfirmingDay) -> None:
    day.telegram("501", "VOTE 3")
    day.telegram("501", "", phone=AFI)
    assert day.choices() == [[3]]
    day.sms(AFI, "VOTE 5")
    assert day.choices() == [[3]]


def test_a_code_may_come_in_the_grace_for_a_ballot_sent_in_time(day: ConfirmingDay, clock: HandClock) -> None:
    in_time = day.asks(AFI, "VOTE 3")
    late = day.asks(KOFI, "VOTE 4")
    clock.set(day.closes_at + timedelta(seconds=GRACE - 1))
    day.sms(AFI, in_time)
    clock.wait(seconds=2)
    assert "ne compte pas : son code n'est pas revenu avant la fin" in said(day.sms(KOFI, late))
    assert day.choices() == [[3]]
    run = day.house.work.write(lambda db: count_cycle(db, day.house, day.commune_id, day.cycle_id, staff_id=None))
    assert (run.ballots, run.ballots_in_grace) == (1, 1)
    assert day.house.work.read(lambda db: unconfirmed(db, day.cycle_id)) == 1


def test_in_the_grace_its_sender_hears_that_a_ballot_hangs_on_its_code_and_later_that_answered_ones_count(
    day: ConfirmingDay, clock: HandClock
) -> None:
    code = day.asks(KOFI, "VOTE 3")
    clock.set(day.closes_at + timedelta(minutes=5))
    assert "les chiffres de notre SMS" in said(day.sms(KOFI, "MON VOTE"))
    day.sms(KOFI, code)
    assert "Si vous avez répondu par le code" in said(day.sms(KOFI, "MON VOTE"))
    assert day.choices() == [[3]]


def test_a_ballot_sent_after_closing_gets_no_code(day: ConfirmingDay, clock: HandClock) -> None:
    clock.set(day.closes_at + timedelta(seconds=1))
    day.sms(AFI, "VOTE 3")
    assert all_of(day.house, WaitingBallot) == []


def test_what_lapsed_is_said_when_they_write_again(house: House, clock: HandClock) -> None:
    day = plant_confirming_day(house)
    lengthen(day, days=5)
    code = day.asks(AFI, "VOTE 3")
    clock.wait(hours=26)
    house.work.write(lambda db: forget_words(db, clock()))
    assert [(row.sealed, row.proof) for row in all_of(house, WaitingBallot)] == [(None, None)]
    reply = said(day.sms(AFI, code))
    assert "ne compte pas" in reply
    assert "ne compte pas" not in said(day.sms(AFI, "PROJETS"))
    assert day.choices() == []


def test_a_digit_for_finished_works_does_not_swallow_that_a_ballot_lapsed(house: House, clock: HandClock) -> None:
    day = plant_confirming_day(house)
    lengthen(day, days=5)
    day.asks(AFI, "VOTE 3")
    clock.wait(hours=26)
    house.work.write(lambda db: ask_of_works(db, day, clock()))
    clock.wait(minutes=1)
    assert "Noté pour 1 Projet 1" in said(day.sms(AFI, "1"))
    assert "ne compte pas" in said(day.sms(AFI, "PROJETS"))


def ask_of_works(session: Any, day: ConfirmingDay, now: datetime) -> None:
    """Let the town hall have asked everybody just now whether works serve."""
    project, contact = session.scalar(select(Project).where(Project.number == 1)), session.scalar(select(Contact))
    closes_at = now + timedelta(days=5)
    poll = WorksPoll(commune_id=day.commune_id, project_id=project.id, opened_at=now, closes_at=closes_at)
    session.add(poll)
    outbox = session.scalar(select(Outbox).order_by(Outbox.id.desc()).limit(1))
    outbox.sent_at = now
    session.flush()
    session.add(WorksOpinion(poll_id=poll.id, contact_id=contact.id, outbox_id=outbox.id))


def lengthen(day: ConfirmingDay, **parts: float) -> None:
    def act(session: Any) -> None:
        closes_at = day.closes_at + timedelta(**parts)
        session.execute(update(Phase).where(Phase.cycle_id == day.cycle_id).values(closes_at=closes_at))
        grow_revision(session, day.commune_id)

    day.house.work.write(act)


def test_who_asks_what_stands_hears_that_a_ballot_waits(day: ConfirmingDay) -> None:
    day.sms(AFI, "VOTE 3")
    assert "ne compte pas encore" in said(day.sms(AFI, "MON VOTE"))


def test_who_asks_to_be_forgotten_leaves_no_ballot_waiting(day: ConfirmingDay) -> None:
    day.sms(AFI, "VOTE 3")
    code = code_in(day.sms(AFI, "EFFACER"))
    day.sms(AFI, code)
    assert all_of(day.house, WaitingBallot) == []
    assert day.choices() == []


def test_where_no_reply_can_be_sent_the_code_goes_out_when_one_can(day: ConfirmingDay, clock: HandClock) -> None:
    spend_all(day)
    assert day.sms(AFI, "VOTE 3").reply is None
    (waiting,) = [row for row in all_of(day.house, Outbox) if row.state == OutboxState.QUEUED and row.due_at > clock()]
    assert waiting.due_at > clock()
    assert len(all_of(day.house, WaitingBallot)) == 1
    day.sms(AFI, "VOTE 5")
    later = [row for row in all_of(day.house, Outbox) if row.state == OutboxState.QUEUED and row.due_at > clock()]
    assert len(later) == 1
    clock.set(later[0].due_at)
    sent = day.house.work.write(lambda db: claim(db, day.house, day.lines["sms"], clock(), 10))
    assert [message.id for message in sent] == [later[0].id]


def spend_all(day: ConfirmingDay) -> None:
    def act(session: Any) -> None:
        session.execute(update(Commune).values(daily_ceiling=0))
        grow_revision(session, day.commune_id)

    day.house.work.write(act)


def test_neither_code_nor_choice_nor_number_is_kept_in_clear(day: ConfirmingDay, clock: HandClock) -> None:
    code = day.asks(AFI, "VOTE 3")
    key = day.house.keyring.load(day.cycle_id)
    (row,) = all_of(day.house, WaitingBallot)
    assert row.proof == key.proof(row.id, code)
    assert row.voter == key.voter(AFI)
    assert row.hour.minute == 0
    states = [day.house.vault.open_json(one.state, STATE) for one in all_of(day.house, Conversation)]
    assert not any(code in str(state) or "Projet" in str(state) for state in states)
    sent = day.house.work.write(lambda db: claim(db, day.house, day.lines["sms"], clock(), 10))
    for one in sent:
        day.house.work.write(lambda db, one=one: record_sent(db, one, "SM1", clock()))
    assert [outgoing.payload for outgoing in all_of(day.house, Outbox)] == [None]
    day.sms(AFI, code)
    assert [row.body for row in all_of(day.house, Inbound)] == [None, None]
    assert len(all_of(day.house, Contact)) == 1
