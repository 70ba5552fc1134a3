from __future__ import annotations

import pytest
from sqlalchemy import select, update

from bot.messages import Channel
from bot.phrases import _ as phrase
from models import Line, LineRest, OutboxState
from services.house import House
from services.other_lines import rests_of
from services.telling import tell
from tests.conftest import HandClock
from tests.services.other_lines.lines_town import UNSURE, LinesTown, plant_lines_town

AFI, KOFI = "+22890112233", "+22890445566"


@pytest.fixture
def town(house: House) -> LinesTown:
    town = plant_lines_town(house)
    town.add_line("second")
    return town


def test_what_waits_on_a_line_that_fails_goes_by_the_other_and_once(town: LinesTown) -> None:
    town.says("sms", AFI, "VOTE 3")
    town.says("sms", KOFI, "MENU")
    town.rests("sms")
    assert town.claims("sms") == []
    assert [message.address for message in town.claims("second")] == [AFI, KOFI]
    assert town.claims("sms") == town.claims("second") == []
    assert len(town.outbox()) == 2


def test_a_message_is_measured_and_priced_as_the_line_bears_it_that_carries_it(town: LinesTown) -> None:
    town.house.work.write(
        lambda session: session.execute(update(Line).where(Line.key == "second").values(ascii_only=True))
    )
    town.says("sms", AFI, "MENU")
    (before,) = town.outbox()
    town.rests("sms")
    town.claims("sms")
    (after,) = town.outbox()
    assert (before.cost, after.cost) == (before.segments * 15_000, after.segments * 20_000)
    assert not town.text_of(before).isascii() and town.text_of(after).isascii()
    assert (after.line_id, after.meant_line_id) == (town.lines["second"], town.lines["sms"])


def test_the_conversation_stays_one_whichever_number_it_goes_on_by(town: LinesTown) -> None:
    town.says("sms", AFI, "IDEE")
    town.rests("sms")
    town.claims("sms")
    reply = town.says("second", AFI, "Un forage au marché").reply
    assert reply is not None and "ou" in reply.text.lower()
    assert len(town.contacts()) == 1


def test_an_answer_on_a_number_of_several_communes_comes_home_without_being_asked(town: LinesTown) -> None:
    town.share("second")
    town.says("sms", AFI, "MENU")
    town.rests("sms")
    town.claims("sms")
    assert [message.address for message in town.claims("second")] == [AFI]
    reply = town.says("second", AFI, "VOTE 3").reply
    assert reply is not None and "3" in reply.text
    assert town.day.choices() == [[3]]


def test_who_writes_to_another_commune_there_is_not_answered_there(town: LinesTown) -> None:
    other = town.share("second")
    town.says("second", AFI, "COMMUNE Beta")
    assert [one.chosen_id for one in town.contacts() if one.commune_id is None] == [other]
    town.says("sms", AFI, "MENU")
    town.rests("sms")
    assert [message.address for message in town.claims("sms")] == [AFI]


def test_what_a_company_may_have_taken_stays_on_its_line(town: LinesTown, clock: HandClock) -> None:
    town.says("sms", AFI, "VOTE 3")
    (message,) = town.claims("sms")
    town.fails(message, UNSURE)
    town.rests("sms")
    clock.wait(seconds=10)
    assert [one.id for one in town.claims("sms")] == [message.id]
    assert town.claims("second") == []


def test_what_a_killed_worker_held_stays_on_its_line(town: LinesTown, clock: HandClock) -> None:
    town.says("sms", AFI, "VOTE 3")
    town.claims("sms")
    clock.wait(seconds=61)
    (again,) = town.claims("sms")
    town.fails(again)
    town.rests("sms")
    clock.wait(seconds=10)
    assert [one.attempt for one in town.claims("sms")] == [3]
    assert town.claims("second") == []


def test_what_was_surely_refused_goes_by_the_other_at_once(town: LinesTown) -> None:
    town.says("sms", AFI, "VOTE 3")
    (message,) = town.claims("sms")
    town.fails(message)
    town.rests("sms")
    assert town.claims("sms") == []
    assert [one.attempt for one in town.claims("second")] == [1]


def test_a_note_that_comes_late_changes_nothing_of_a_message_that_went_by_the_other(town: LinesTown) -> None:
    town.says("sms", AFI, "VOTE 3")
    (first,) = town.claims("sms")
    town.fails(first)
    town.rests("sms")
    town.claims("sms")
    (second,) = town.claims("second")
    town.sends(second)
    town.fails(first)
    (row,) = town.outbox()
    assert (row.state, row.line_id) == (OutboxState.HANDED_OVER, town.lines["second"])


def test_after_the_cool_down_its_own_line_carries_again_and_the_next_rest_is_longer(
    town: LinesTown, clock: HandClock
) -> None:
    town.rests("sms")
    clock.wait(seconds=301)
    town.says("sms", AFI, "MENU")
    (message,) = town.claims("sms")
    town.sends(message)
    town.rests("sms", "no_credit")
    clock.wait(seconds=301)
    town.says("sms", KOFI, "MENU")
    assert town.claims("sms") == [] and len(town.claims("second")) == 1
    clock.wait(seconds=300)
    town.says("sms", "+22890778899", "MENU")
    assert len(town.claims("sms")) == 1


def test_two_workers_that_see_the_same_failure_make_one_rest(town: LinesTown, clock: HandClock) -> None:
    town.rests("sms")
    clock.wait(seconds=2)
    town.rests("sms", "timeout")
    (rest,) = town.house.work.read(lambda session: list(session.scalars(select(LineRest))))
    assert (rest.times, rest.reason) == (1, "network")


def test_where_no_other_line_can_the_message_is_tried_on_its_own(town: LinesTown) -> None:
    town.says("sms", AFI, "MENU")
    town.rests("sms")
    assert [message.address for message in town.claims("sms", served=("sms",))] == [AFI]


@pytest.mark.parametrize("values", [{"enabled": False}, {"provider": "simulator"}, {"channel": "whatsapp"}])
def test_only_a_line_that_can_carry_it_takes_it(house: House, values: dict[str, object]) -> None:
    town = plant_lines_town(house)
    town.add_line("second")
    town.house.work.write(lambda session: session.execute(update(Line).where(Line.key == "second").values(**values)))
    town.says("sms", AFI, "MENU")
    town.rests("sms")
    assert len(town.claims("sms")) == 1


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
def test_a_bot_or_a_whatsapp_number_reaches_nobody_who_wrote_to_another(house: House, channel: str) -> None:
    town = plant_lines_town(house)
    for name in ("first", "other"):
        town.add_line(name, channel=channel)
    town.says("first", AFI, "MENU", Channel(channel))
    town.rests("first")
    assert len(town.claims("first")) == 1 and town.claims("other") == []


def test_two_lines_that_fail_push_nothing_to_and_fro(town: LinesTown) -> None:
    town.says("sms", AFI, "MENU")
    town.rests("sms")
    town.rests("second")
    assert len(town.claims("sms")) == 1 and town.claims("second") == []


def test_who_stands_at_the_entrance_of_a_line_is_asked_there_and_nowhere_else(town: LinesTown) -> None:
    town.share("sms")
    town.says("sms", AFI, "BONJOUR")
    town.rests("sms")
    assert [message.address for message in town.claims("sms")] == [AFI]


def test_news_for_the_morning_waits_where_it_is(town: LinesTown, clock: HandClock) -> None:
    town.says("sms", AFI, "MENU")
    town.sends(town.claims("sms")[0])
    (contact,) = town.contacts()
    later = clock().replace(year=clock().year + 1)
    town.house.work.write(
        lambda session: tell(
            session, town.house, contact.id, town.lines["sms"], phrase("News"), purpose="project", due_at=later
        )
    )
    town.rests("sms")
    town.claims("sms")
    assert town.outbox()[-1].line_id == town.lines["sms"]


def test_staff_see_why_a_line_rests_until_when_and_what_went_by_another(town: LinesTown, clock: HandClock) -> None:
    town.says("sms", AFI, "MENU")
    town.rests("sms", "no_credit")
    town.claims("sms")
    shown = town.house.work.read(lambda session: rests_of(session, tuple(town.lines.values()), clock()))
    assert list(shown) == [town.lines["sms"]]
    rest = shown[town.lines["sms"]]
    assert (rest.reason, rest.moved, (rest.until - clock()).total_seconds()) == ("no_credit", 1, 300)
    clock.wait(seconds=301)
    assert town.house.work.read(lambda session: rests_of(session, tuple(town.lines.values()), clock())) == {}
