from __future__ import annotations

from bot.understanding.intents import Intent
from bot.understanding.shorts import SHORT, broad


def test_every_intent_belongs_to_one_of_the_short_list() -> None:
    assert {broad(intent) for intent in Intent} == set(SHORT)
    listed = [fine for short, several in SHORT.items() for fine in (short, *several)]
    assert sorted(listed) == sorted(Intent)
