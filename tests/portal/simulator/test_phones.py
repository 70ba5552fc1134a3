from __future__ import annotations

from bot.messages import Button, Outgoing
from gateways.handsets import Handsets
from portal.simulator.diary import Diary, Sent
from portal.simulator.phones import MOST_PHONES, Exchange, next_number, numbers_of, price_of

PRICE = 15_000  # thousandths: 15 a segment


def exchange() -> Exchange:
    return Exchange(Diary(), Handsets())


def receive(talks: Exchange, address: str, text: str, *buttons: Button) -> None:
    rows = (buttons,) if buttons else ()
    talks.handsets.receive(address, "sms", "+22870000000", Outgoing(text, rows))


def test_both_sides_of_a_talk_stand_in_the_order_in_which_they_happened() -> None:
    talks = exchange()
    talks.diary.write("+22890000001", Sent("AIDE", talks.last_received("+22890000001")))
    receive(talks, "+22890000001", "one")
    receive(talks, "+22890000001", "two")
    talks.diary.write("+22890000001", Sent("VOTE 3", talks.last_received("+22890000001")))
    talks.diary.write("+22890000001", Sent("VOTE 4", talks.last_received("+22890000001")))
    receive(talks, "+22890000001", "three")
    assert [bubble.text for bubble in talks.phone("22890000001", PRICE).texts] == [
        "AIDE", "one", "two", "VOTE 3", "VOTE 4", "three",
    ]  # fmt: skip


def test_an_sms_is_measured_on_both_sides_and_priced_on_the_communes() -> None:
    talks = exchange()
    talks.diary.write("+22890000001", Sent("صوت 3", 0))
    receive(talks, "+22890000001", "a" * 161)
    mine, theirs = talks.phone("22890000001", PRICE).texts
    assert (mine.encoding, mine.units, mine.segments, mine.price) == ("UCS-2", 5, 1, None)
    assert (theirs.encoding, theirs.units, theirs.segments, theirs.price) == ("GSM-7", 161, 2, 30)
    bill = talks.phone("22890000001", PRICE).bill
    assert (bill.messages, bill.segments, bill.price) == (1, 2, 30)


def test_the_phone_and_the_chat_of_one_person_are_two_talks() -> None:
    talks = exchange()
    receive(talks, "+22890000001", "by sms")
    receive(talks, "22890000001", "by chat")
    phone = talks.phone("22890000001", PRICE)
    assert [bubble.text for bubble in phone.texts] == ["by sms"]
    assert [bubble.text for bubble in phone.chat] == ["by chat"]


def test_only_the_newest_message_has_living_buttons() -> None:
    talks = exchange()
    receive(talks, "22890000001", "old", Button("Menu", "0"))
    receive(talks, "22890000001", "new", Button("Menu", "0"))
    assert [bubble.is_last for bubble in talks.phone("22890000001", PRICE).chat] == [False, True]


def test_a_button_that_was_never_offered_has_no_label() -> None:
    talks = exchange()
    receive(talks, "22890000001", "?", Button("Yes", "4:1"))
    assert talks.label_of("22890000001", "4:1") == "Yes"
    assert talks.label_of("22890000001", "9:9") is None
    assert talks.label_of("22890000002", "4:1") is None


def test_numbers_are_read_as_people_write_them_and_nonsense_is_left_out() -> None:
    assert numbers_of(["+228 90 00 00 02", "22890000002", "<script>", "", "7"]) == ["22890000002"]
    assert numbers_of([]) == ["22890000001"]
    assert len(numbers_of([str(22890000001 + step) for step in range(40)])) == MOST_PHONES


def test_the_next_number_is_free() -> None:
    assert next_number(["22890000001", "22890000003"]) == "22890000002"


def test_a_price_is_rounded_once_for_all_segments() -> None:
    assert [price_of(3, 500), price_of(1, 499), price_of(0, 15_000)] == [2, 0, 0]
