"""Whoever dials: screens, a ballot in four of them, repeats, sessions that break off, and what goes by SMS."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from bot.sms.segments import measure
from budgeting.phases import PhaseKind
from models import (
    Commune,
    Contact,
    Cycle,
    DialledSession,
    DocumentFollower,
    Follower,
    FollowUpFollower,
    Inbound,
    InformationRequest,
    LineCommune,
    NewsReader,
    Outbox,
    OutboxState,
    Phase,
    Project,
    Proposal,
    Turnout,
    Zone,
)
from services.cycles.rules import write_rules
from services.dialled import KEPT, forget_sessions
from services.follow_ups.making import NewFollowUp, add_follow_up
from services.requests.deciding import answer as decide
from services.telling import tell
from services.turn import dialling
from services.turn.left_behind import send_left_behind
from tests.conftest import NOW, HandClock
from tests.services.dialling import Dialling
from tests.services.polling_day import PollingDay, plant_polling_day
from tests.services.townsfolk import plant_commune, plant_staff, told

VOTER = "+22890112233"


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def day(house: Any) -> PollingDay:
    return plant_polling_day(house)


def take_ideas(day: PollingDay) -> None:
    """Let ideas be taken, and the commune have two places."""

    def plant(session: Session) -> None:
        opens, ends = day.opens_at, day.opens_at + timedelta(days=30)
        session.add(Phase(cycle_id=day.cycle_id, kind=PhaseKind.PROPOSALS, opens_at=opens, closes_at=ends))
        session.add_all(Zone(commune_id=day.commune_id, name=name) for name in ("Centre", "Zongo"))

    day.house.work.write(plant)


def dial(day: PollingDay, number: str = VOTER) -> Dialling:
    return Dialling(day.house, day.lines["ussd"], number)


def key_of(screen: str, label: str) -> str:
    """Return what to type for an entry of a screen."""
    return next(line.split()[0] for line in screen.splitlines() if line.endswith(label))


def all_of(day: PollingDay, table: Any) -> list[Any]:
    rows = select(table).order_by(*table.__table__.primary_key)
    return day.house.work.read(lambda session: list(session.scalars(rows)))


def test_a_ballot_takes_four_screens(day: PollingDay) -> None:
    phone = dial(day)
    menu = phone.dials()
    assert "3 numéros" in phone.types(key_of(menu, "Voter"))
    assert "3 Projet 3, 7 Projet 7" in phone.types("3 7")
    assert day.choices() == []
    receipt = phone.types("1")
    assert "Recu" in receipt and phone.is_over
    assert len(phone.screens) == 4 and [one.is_last for one in phone.screens] == [False, False, False, True]
    assert day.choices() == [[3, 7]]


NAMED = {
    "fr": ("français", "Voter", "Forage du quartier"),
    "ar": ("العربية", "تصويت", "ولادة هضبة زونغو"),
    "en": ("English", "Vote", "Market hall, north"),
}


@pytest.mark.parametrize("language", NAMED)
def test_a_ballot_of_three_takes_four_screens_that_show_what_to_type(day: PollingDay, language: str) -> None:
    opening, entry, name = NAMED[language]
    names = {language: name}
    day.house.work.write(lambda session: session.execute(update(Project).values(titles=names, short_names=names)))
    day.sms(VOTER, opening)
    phone = dial(day)
    menu = phone.dials()
    sheet = phone.types(key_of(menu, entry))
    shown = [line.split()[0] for line in sheet.splitlines()[1:] if not line.startswith("0")]
    assert shown[:3] == ["1", "2", "3"]  # each can be told by its name, as far as that goes
    asked = phone.types(" ".join(shown[:3]))
    assert [line.split()[0] for line in asked.splitlines()[1:3]] == ["1", "2"] and "00" not in asked
    assert all(f"{number} {name[:6]}" in asked for number in (1, 2, 3))
    phone.types("1")
    assert day.choices() == [[1, 2, 3]] and len(phone.screens) == 4


def test_a_ballot_too_long_for_its_screen_stands_there_by_its_numbers_and_the_names_come_after_00(
    day: PollingDay,
) -> None:
    name = {"ar": "مدرسة حي الهضبة"}

    def plant(session: Session) -> None:
        session.execute(update(Project).values(titles=name, short_names=name))
        cycle = session.get_one(Cycle, day.cycle_id)
        cycle.max_choices = 6
        write_rules(session, cycle)

    day.house.work.write(plant)
    day.sms(VOTER, "العربية")
    phone = dial(day)
    phone.dials()
    asked = phone.types("صوت 1 2 3 4 5 6")
    assert "1، 2، 3، 4، 5، 6" in asked and "\n1 نعم\n2 لا\n" in asked and asked.endswith("00 المزيد")
    assert "6 مدرسة حي الهضبة" in phone.types("00", "00")
    assert day.choices() == []
    phone.types("1")
    assert day.choices() == [[1, 2, 3, 4, 5, 6]]


def test_the_menu_can_be_dialled_with_what_to_do_there(day: PollingDay) -> None:
    entry = key_of(dial(day).dials(), "Voter")
    phone = dial(day)
    assert "3 Projet 3, 7 Projet 7" in phone.dials(f"{entry}*3*7")  # what was not seen is agreed to by nobody
    assert day.choices() == []
    phone.types("1")
    assert day.choices() == [[3, 7]] and phone.is_over
    other = dial(day, "+22890112244")
    assert "3 Projet 3" in other.dials(f"{entry}*3*1") and day.choices() == [[3, 7]]


def test_one_number_has_one_ballot_whether_it_dials_or_writes(day: PollingDay) -> None:
    day.sms(VOTER, "VOTE 3")
    phone = dial(day)
    phone.dials()
    assert "3 Projet 3" in phone.types("MON VOTE")
    phone.types("VOTE 7", "1")
    assert day.choices() == [[7]]
    day.sms(VOTER, "VOTE 1 2")
    assert day.choices() == [[1, 2]]
    assert len(all_of(day, Turnout)) == 1


def test_a_call_that_the_network_repeats_counts_once_and_is_answered_the_same(day: PollingDay) -> None:
    phone = dial(day)
    first = phone.dials()
    assert phone.again() == first
    phone.types("VOTE 3 7")
    asked = phone.shown
    assert phone.again() == asked
    receipt = phone.types("1")
    assert phone.again() == receipt and phone.is_over
    assert day.choices() == [[3, 7]]
    assert len(all_of(day, Inbound)) == 3
    phone.typed = ["VOTE 3 7"]  # one that comes late changes nothing either
    assert phone.again() == receipt
    assert day.choices() == [[3, 7]]


def test_repeats_that_come_at_once_are_answered_the_same(day: PollingDay) -> None:
    phone = dial(day)
    phone.dials()
    phone.types("VOTE 3 7")
    phone.typed.append("1")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: phone.again(), range(4)))
    assert len(set(answers)) == 1 and "Recu" in answers[0]
    assert len(all_of(day, Turnout)) == 1


def test_what_was_typed_may_hold_the_sign_between_inputs(day: PollingDay) -> None:
    phone = dial(day)
    phone.dials()
    phone.types("question", "où va l'eau * du #4 ?")
    assert phone.is_over
    body = day.house.work.read(
        lambda session: session.scalars(select(Inbound.body).order_by(Inbound.id.desc())).first()
    )
    assert day.house.vault.open(body, "inbound") == "où va l'eau * du #4 ?"
    other = dial(day)
    other.dials()
    assert "*" not in other.types("*") and not other.is_over


def test_nothing_of_a_ballot_is_written_but_the_ballot(day: PollingDay) -> None:
    phone = dial(day)
    phone.dials()
    phone.types("VOTE 3 7", "1")
    assert all(row.body is None for row in all_of(day, Inbound))
    # Not how much was typed either: the length of a ballot of one number tells whether it is above nine.
    (kept,) = all_of(day, DialledSession)
    assert [row.provider_id for row in all_of(day, Inbound)] == [f"{kept.name}:{place}" for place in range(3)]
    rows = all_of(day, Outbox)
    assert {row.state for row in rows} == {OutboxState.HANDED_OVER}
    assert [row.payload is None for row in rows] == [False, True, True]
    assert all(row.cost == 0 for row in rows)


def test_a_session_that_breaks_off_leaves_no_ballot_and_the_next_offers_to_go_on(
    day: PollingDay, clock: HandClock
) -> None:
    dial(day).dials()
    lost = dial(day)
    lost.dials()
    lost.types("vote", "3 7")
    clock.wait(minutes=20)
    phone = dial(day)
    menu = phone.dials()
    assert day.choices() == [] and "Continuer : Voter" in menu
    assert "3 Projet 3, 7 Projet 7" in phone.types(key_of(menu, "Continuer : Voter"))
    phone.types("1")
    assert day.choices() == [[3, 7]]
    assert "Continuer" not in dial(day).dials()


def test_what_is_dialled_behind_the_code_takes_up_nothing_that_was_left(day: PollingDay) -> None:
    entry = key_of(dial(day).dials(), "Voter")
    lost = dial(day)
    lost.dials()
    lost.types("vote", "3 7")
    assert "1 Continuer" in dial(day).dials()
    phone = dial(day)
    phone.dials("1*1")
    assert day.choices() == [] and not phone.is_over
    assert "1 Continuer" in dial(day).dials()
    anew = dial(day)
    assert "5 Projet 5" in anew.dials(f"{entry}*5") and day.choices() == []
    anew.types("1")
    assert day.choices() == [[5]]


def test_who_looks_at_something_else_first_can_still_go_on(day: PollingDay) -> None:
    lost = dial(day)
    lost.dials()
    lost.types("vote", "3 7")
    phone = dial(day)
    phone.dials()
    phone.types("RESULTATS")
    again = dial(day)
    assert "1 Continuer : Voter" in again.dials()
    assert "3 Projet 3, 7 Projet 7" in again.types("1")


def test_what_holds_no_answer_yet_is_not_gone_on_with(day: PollingDay) -> None:
    lost = dial(day)
    lost.dials()
    lost.types("LANGUE")
    assert "ontinuer" not in dial(day).dials()


def test_a_choice_nobody_went_on_with_for_a_day_is_said_to_be_lost(day: PollingDay, clock: HandClock) -> None:
    lost = dial(day)
    lost.dials()
    lost.types("vote", "3 7")
    dial(day).dials()
    clock.wait(hours=25)
    assert "n'a pas été" not in dial(day).dials("3")  # that menu is not seen
    menu = dial(day).dials()
    assert "n'a pas été" in menu and "Continuer" not in menu


def test_an_idea_that_lacks_its_place_only_goes_out_after_a_day(day: PollingDay, clock: HandClock) -> None:
    take_ideas(day)
    lost = dial(day)
    lost.dials()
    assert "Où" in lost.types("IDEE une fontaine pour les vieux")
    assert "ontinuer" in dial(day).dials()
    clock.wait(hours=25)
    send_left_behind(day.house, clock())
    assert [one.title for one in all_of(day, Proposal)] == ["une fontaine pour les vieux"]
    assert all(row.state == OutboxState.HANDED_OVER for row in all_of(day, Outbox))  # nobody can be told by USSD


def test_every_screen_fits_and_long_ones_are_turned(day: PollingDay) -> None:
    for number, opening in ((VOTER, "français"), ("+22890112244", "العربية"), ("+22890112255", "English")):
        phone = dial(day, number)
        phone.dials()
        phone.types(opening, "?", "0", "00", "0", "VOTE", "00", "00", "0", "3 7", "0", "1", "AIDE", "CONFIDENTIALITE")
        seen = [one.text for one in phone.screens]
        assert all(measure(screen).segments <= 1 for screen in seen), seen
        before = phone.shown
        if before.endswith(("00 Suite", "00 المزيد", "00 More")):
            after = phone.types("00")
            assert after != before and phone.types("0") == before


def test_turning_a_screen_is_no_message_and_a_repeat_of_it_turns_once(day: PollingDay) -> None:
    day.house.work.write(lambda session: session.execute(update(Commune).values(languages=["ar", "fr"])))
    phone = dial(day)
    first = phone.dials()
    assert "00" in first
    messages = len(all_of(day, Inbound))
    second = phone.types("00")
    assert phone.again() == second
    assert phone.types("0") == first
    assert len(all_of(day, Inbound)) == messages


def test_an_empty_input_shows_the_screen_again(day: PollingDay) -> None:
    phone = dial(day)
    first = phone.dials()
    assert phone.types("") == first


def test_after_looking_at_something_the_session_goes_on_and_after_an_act_it_ends(day: PollingDay) -> None:
    phone = dial(day)
    phone.dials()
    assert phone.types("RESULTATS").endswith("0 Menu") and not phone.is_over
    assert key_of(phone.types("0"), "Voter") and not phone.is_over
    phone.types("QUESTION pourquoi la mairie est fermée le samedi")
    assert phone.is_over


def test_a_language_that_was_chosen_does_not_end_the_session(day: PollingDay) -> None:
    phone = dial(day)
    phone.dials()
    phone.types("English")
    assert not phone.is_over and "Menu" in phone.shown


def test_who_writes_in_a_language_dials_in_it(day: PollingDay) -> None:
    day.sms(VOTER, "English")
    assert "Projects" in dial(day).dials()
    assert "Voter" in dial(day, "+22890112244").dials()


@pytest.mark.parametrize("damage", ["UPDATE commune SET time_zone = 'nowhere'", "UPDATE commune SET languages = '7'"])
def test_a_turn_that_fails_says_so_on_the_screen(day: PollingDay, damage: str) -> None:
    phone = dial(day)
    phone.dials()
    day.house.work.write(lambda session: session.execute(text(damage)))
    answer = phone.types("VOTE 3")
    assert "rien n'a" in answer.casefold() and phone.is_over, answer
    assert phone.again() == answer
    assert day.choices() == []


def test_screens_are_kept_sealed_and_for_minutes(day: PollingDay, clock: HandClock) -> None:
    phone = dial(day)
    phone.dials()
    phone.types("VOTE 3 7")
    (row,) = all_of(day, DialledSession)
    assert b"Projet" not in row.screens and row.typed == len("VOTE 3 7")
    clock.wait(minutes=KEPT.total_seconds() // 60 + 1)
    day.house.work.write(lambda session: forget_sessions(session, clock()))
    assert all_of(day, DialledSession) == []
    phone.again()  # a repeat that is far too late
    assert phone.is_over and day.choices() == []


def test_whoever_has_had_all_replies_of_an_hour_still_sees_a_screen(day: PollingDay) -> None:
    day.house.work.write(lambda session: session.execute(update(Commune).values(replies_an_hour=1)))
    phone = dial(day)
    phone.dials()
    for _number in range(15):
        assert phone.types("AIDE").strip()


def by_sms(day: PollingDay, *, allowed: bool = True) -> None:
    day.house.work.write(lambda session: session.execute(update(Commune).values(ussd_by_sms=allowed)))


def answered(day: PollingDay) -> str:
    """Let somebody ask by USSD and the town hall answer at length; return the reference."""
    phone = dial(day)
    phone.dials()
    phone.types("QUESTION pourquoi la mairie est fermée le samedi")
    (asked,) = all_of(day, InformationRequest)

    def write(session: Session) -> None:
        staff = plant_staff(session, session.get_one(Commune, day.commune_id))
        who = {"commune_id": day.commune_id, "request_id": asked.id, "staff_id": staff.id}
        decide(session, day.house, **who, text="Le samedi est un jour de repos pour tous. " * 11)

    day.house.work.write(write)
    return str(asked.reference)


def test_a_long_answer_goes_by_sms_only_where_the_commune_pays_for_it(day: PollingDay) -> None:
    reference = answered(day)
    phone = dial(day)
    phone.dials()
    assert phone.types(f"SUIVI {reference}").endswith("00 Suite")
    assert "repos" in phone.types("00", "00", "00") and phone.shown.endswith("0 retour")
    by_sms(day)
    phone = dial(day)
    phone.dials()
    answer = phone.types(f"SUIVI {reference}")
    assert answer.endswith("Tout vous arrive par SMS.") and measure(answer).segments == 1
    row = all_of(day, Outbox)[-1]
    assert row.state == OutboxState.QUEUED and row.line_id == day.lines["sms"] and row.segments > 1
    (contact,) = (one for one in all_of(day, Contact) if one.id == row.contact_id)
    assert contact.channel == "sms"
    day.sms(VOTER, "AIDE")  # the same contact as theirs when they write
    assert len([one for one in all_of(day, Contact) if one.channel == "sms"]) == 1


def test_a_ballot_never_goes_by_sms(day: PollingDay) -> None:
    by_sms(day)
    phone = dial(day)
    phone.dials()
    phone.types("VOTE 3 7", "1")
    assert "3 Projet 3" in phone.shown
    assert all(row.state == OutboxState.HANDED_OVER for row in all_of(day, Outbox))


@pytest.mark.parametrize("allowed", [True, False])
def test_what_comes_later_reaches_who_dialled_only_by_sms(day: PollingDay, allowed: bool) -> None:
    by_sms(day, allowed=allowed)
    dial(day).dials()
    (contact,) = (one for one in all_of(day, Contact) if one.channel == "ussd")
    later = day.house.work.write(
        lambda session: tell(session, day.house, contact.id, day.lines["ussd"], dialling.BY_SMS, purpose="request")
    )
    assert later is allowed
    if allowed:
        assert day.house.work.read(lambda session: told(session, day.house))[-1] == "Tout vous arrive par SMS."
    assert not [
        row for row in all_of(day, Outbox) if row.state == OutboxState.QUEUED and row.line_id == day.lines["ussd"]
    ]


def test_nobody_is_promised_news_that_cannot_reach_them(day: PollingDay) -> None:
    promise = NewFollowUp("recommendation", "Former les citoyens", occasion="Séance", visibility="public")
    day.house.work.write(
        lambda session: add_follow_up(session, day.house, day.commune_id, promise, staff_id=None).number
    )
    for words in ("SUIVRE DOCUMENTS", "SUIVRE 3", "SUIVRE R1", "NOUVELLES"):
        phone = dial(day)
        phone.dials()
        assert "par SMS" in phone.types(words)
    assert all_of(day, Follower) == all_of(day, DocumentFollower) == all_of(day, NewsReader) == []
    assert all_of(day, FollowUpFollower) == []
    by_sms(day)
    for words in ("SUIVRE 3", "SUIVRE R1"):
        phone = dial(day)
        phone.dials()
        phone.types(words)
    assert len(all_of(day, Follower)) == 1 and len(all_of(day, FollowUpFollower)) == 1


def test_an_id_that_comes_again_from_another_phone_is_another_session(day: PollingDay) -> None:
    phone = dial(day)
    phone.dials()
    ballot = phone.types("VOTE 3 7")
    other = Dialling(day.house, day.lines["ussd"], "+22890998877", name=phone.name)
    assert "Projet 3" in ballot and "Projet 3" not in other.dials()
    assert "Projet 3" not in other.types("VOTE 5 1")  # as much was typed as in the first
    other.types("1")
    phone.types("1")
    assert day.choices() == [[3, 7], [5, 1]]
    for row in all_of(day, DialledSession):
        assert phone.name not in row.name and VOTER not in row.name and len(row.name) == 64
    assert not {row.name for row in all_of(day, DialledSession)} & {row.address_hash for row in all_of(day, Contact)}


def serve_another(day: PollingDay) -> None:
    """Let a second commune answer on the code."""

    def serve(session: Session) -> None:
        other = plant_commune(session, "bagui", country="TG", name="Bagui")
        session.add(LineCommune(line_id=day.lines["ussd"], commune_id=other.id))

    day.house.work.write(serve)
    day.house.memory.clear()


def test_what_was_typed_before_a_commune_was_chosen_is_heard_one_question_at_a_time(day: PollingDay) -> None:
    serve_another(day)
    phone = dial(day)
    key = key_of(phone.dials(), "Zongo")
    phone.types("QUESTION quand le puits ?", "VOTE 3 7", "PROJETS")
    asked = phone.types(key) + (phone.types("00") if "00 " in phone.shown else "")
    assert "DI-26-0001" in asked and "1 Oui" in asked and "Projet 1" not in asked
    assert day.choices() == []
    recorded = phone.types("1") + (phone.types("00") if "00 " in phone.shown else "")
    assert day.choices() == [[3, 7]] and "Recu" in recorded and "1 Projet 1" in recorded
    assert not phone.is_over
    assert "Projet 2" in phone.types("2") and day.choices() == [[3, 7]]
    assert all(row.payload is None for row in all_of(day, Outbox) if row.is_secret)


def test_what_waits_behind_a_question_outlives_a_session_that_breaks_off(day: PollingDay) -> None:
    serve_another(day)
    phone = dial(day)
    key = key_of(phone.dials(), "Zongo")
    phone.types("VOTE 3 7", "PROJETS", key)
    again = dial(day)
    assert "ontinuer" in again.dials()
    shown = again.types("1", "1")
    assert day.choices() == [[3, 7]]
    assert "1 Projet 1" in shown + (again.types("00") if "00 " in shown else "")


def test_on_a_code_of_two_communes_the_person_picks_once(day: PollingDay) -> None:
    serve_another(day)
    phone = dial(day)
    communes = phone.dials("3")
    assert "Bagui" in communes and "Zongo" in communes and not phone.is_over
    assert "ontinuer" not in dial(day).dials()  # cut off here: asked again, and nothing is taken for an answer
    assert "Voter" in phone.types(key_of(communes, "Zongo"))
    again = dial(day)
    assert "Voter" in again.dials()
    again.types("VOTE 3 7", "1")
    assert day.choices() == [[3, 7]]
    again = dial(day)
    again.dials()
    assert "Bagui" in again.types("COMMUNE")
    assert "Voter" not in again.types(key_of(again.shown, "Bagui"))
