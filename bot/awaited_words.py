"""Unclear words of somebody whom the town hall has asked something: they are asked whether that is their answer."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.phrases import _
from bot.state import YES
from bot.steps import Confirm, Go, Look


def answers_if_awaited(turn: Turn, text: str) -> Any:
    """Take words as the answer to the request that waits for one, where the person says that they are.

    They wait for that yes while the person looks at something else.
    """
    awaited = yield Look("awaited", turn.desk.awaited)
    if not (awaited and text):
        return
    reference = awaited[0].reference
    asked = _("Is this your answer to %(reference)s?", reference=reference)
    left = _("Your answer was not sent. Send: REPLY %(reference)s and your words.", reference=reference)
    if (yield Confirm("answers", asked, key=YES, left=left)):
        yield Go("reply", {"reference": reference, "rest": text, "intent": "reply"})
