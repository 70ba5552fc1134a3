from __future__ import annotations

from datetime import timedelta

import pytest

from bot.messages import Channel
from bot.phrases import _ as phrase
from models import OutboxState
from services.house import House
from services.telling import tell
from tests.conftest import HandClock
from tests.services.other_lines.lines_town import LinesTown, plant_lines_town

AFI = "+22890112233"
TEMPLATE = {"content_sid": "HX0123456789abcdef0123456789abcdef"}


@pytest.fixture
def town(house: House) -> LinesTown:
    """A commune on WhatsApp, to which Afi has written."""
    town = plant_lines_town(house)
    town.add_line("chat", "twilio_whatsapp", "whatsapp", price=5_000)
    greet(town)
    return town


def greet(town: LinesTown) -> None:
    town.says("chat", AFI, "MENU", Channel.WHATSAPP)
    town.sends(town.claims("chat")[-1])


def news(town: LinesTown, purpose: str = "proposal") -> None:
    (contact,) = [one for one in town.contacts() if one.channel == "whatsapp"]
    text = phrase("Thank you.")
    town.house.work.write(
        lambda session: tell(session, town.house, contact.id, town.lines["chat"], text, purpose=purpose)
    )


def test_a_message_on_whatsapp_costs_its_price_once_however_long(town: LinesTown) -> None:
    (row,) = town.outbox()
    assert (row.segments, row.cost) == (1, 5_000)


def test_a_vote_by_whatsapp_is_that_of_the_number_and_the_next_by_sms_replaces_it(town: LinesTown) -> None:
    town.says("chat", AFI, "VOTE 3", Channel.WHATSAPP)
    assert town.day.choices() == [[3]]
    town.says("sms", AFI, "VOTE 5")
    assert town.day.choices() == [[5]]


def test_within_a_day_of_their_last_message_people_are_written_to_freely(town: LinesTown, clock: HandClock) -> None:
    clock.wait(hours=23)
    news(town)
    (message,) = town.claims("chat")
    assert not message.message.is_late


def test_after_a_day_news_goes_by_sms_to_the_same_number_at_the_price_of_that_line(
    town: LinesTown, clock: HandClock
) -> None:
    clock.wait(hours=24)
    news(town)
    assert town.claims("chat") == []
    (message,) = town.claims("sms")
    assert message.address == AFI
    row = town.outbox()[-1]
    assert (row.line_id, row.meant_line_id, row.cost) == (town.lines["sms"], town.lines["chat"], 15_000)


def test_a_trial_phone_keeps_the_same_hours_and_is_reached_by_a_trial_sms(house: House, clock: HandClock) -> None:
    town = plant_lines_town(house)
    town.add_line("trial", "simulator", settings={"kind": "sms"})
    town.add_line("chat", "simulator", "whatsapp", settings={"kind": "whatsapp"})
    greet(town)
    clock.wait(hours=24)
    news(town)
    assert town.claims("chat") == []
    assert [one.address for one in town.claims("trial")] == [AFI]


def test_after_a_day_news_goes_by_the_approved_template_where_there_is_one(house: House, clock: HandClock) -> None:
    town = plant_lines_town(house)
    town.add_line("chat", "twilio_whatsapp", "whatsapp", settings=TEMPLATE)
    greet(town)
    clock.wait(hours=30)
    news(town)
    (message,) = town.claims("chat")
    assert message.message.is_late


def test_where_nothing_can_carry_it_staff_read_why(town: LinesTown, clock: HandClock) -> None:
    clock.wait(hours=30)
    news(town)
    assert town.claims("chat", served=("chat",)) == []
    row = town.outbox()[-1]
    assert (row.state, row.error) == (OutboxState.FAILED, "outside_window")


def test_news_by_sms_never_takes_the_money_of_answers(town: LinesTown, clock: HandClock) -> None:
    clock.wait(hours=30)
    town.set_ceiling(29)  # half of it is less than one SMS
    news(town)
    assert town.claims("chat") == [] and town.claims("sms") == []
    assert town.outbox()[-1].error == "outside_window"


def test_who_sent_stop_is_told_nothing_by_sms_either(town: LinesTown, clock: HandClock) -> None:
    news(town)
    town.says("sms", AFI, "STOP")
    clock.wait(hours=30)
    assert town.claims("chat") == []
    assert [row.state for row in town.outbox() if row.purpose == "proposal"] == [OutboxState.DROPPED]


def test_who_writes_again_is_written_to_freely_again(town: LinesTown, clock: HandClock) -> None:
    clock.wait(hours=30)
    greet(town)
    news(town)
    (message,) = town.claims("chat")
    assert not message.message.is_late


def test_a_day_is_reckoned_by_the_clock_of_the_person_s_last_message(town: LinesTown, clock: HandClock) -> None:
    clock.wait(hours=23, minutes=55)  # what leaves now arrives a little later
    news(town)
    assert town.claims("chat") == []
    assert town.outbox()[-1].created_at - town.contacts()[0].seen_at < timedelta(hours=24)
