from __future__ import annotations

from threading import Thread

from bot.messages import Outgoing
from gateways.handsets import MOST_HANDSETS, MOST_MESSAGES, Handsets


def test_a_handset_shows_what_came_after_what_was_seen() -> None:
    handsets = Handsets()
    first = handsets.receive("+22890112233", "line", "+22890000003", Outgoing("Bonjour"))
    handsets.receive("+22890445566", "line", "+22890000003", Outgoing("Another's"))
    second = handsets.receive("+22890112233", "line", "+22890000003", Outgoing("Encore"))
    assert [seen.message.text for seen in handsets.read("+22890112233")] == ["Bonjour", "Encore"]
    assert handsets.read("+22890112233", after=first.number) == [second]
    assert handsets.read("+22890112233", after=second.number) == []
    assert handsets.read("nobody") == []


def test_old_messages_and_old_handsets_give_way() -> None:
    handsets = Handsets()
    for number in range(MOST_MESSAGES + 5):
        handsets.receive("first", "line", "us", Outgoing(str(number)))
    assert handsets.read("first")[0].message.text == "5"
    for number in range(MOST_HANDSETS):
        handsets.receive(f"later-{number}", "line", "us", Outgoing("x"))
    assert handsets.read("first") == []
    assert len(handsets.read("later-0")) == 1


def test_numbers_rise_whoever_sends() -> None:
    handsets = Handsets()
    threads = [
        Thread(target=lambda: [handsets.receive("a", "line", "us", Outgoing("x")) for _ in range(50)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [seen.number for seen in handsets.read("a")]
    assert numbers == sorted(set(numbers)) and len(numbers) == 200
