"""STOP: nothing is sent any more that was not asked for."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import _
from bot.steps import Do, Look, Say
from bot.understanding.intents import Intent

STOPPED = _(
    "Done: nothing more comes by itself, not even an answer you wait for: ask for it with TRACK. "
    "If you write to me, I still answer. To get news again, send START. To be forgotten, send ERASE."
).brief(
    _(
        "Nothing more comes by itself, no answers due either: send TRACK. If you write, we answer. "
        "News again: START. To be forgotten: ERASE."
    )
)

# Where replies or the money for them are used up nothing is said that the next message would make untrue.
STOPPED_SILENT = _(
    "Done: nothing more comes by itself. Other answers cannot be sent now, they come again later. "
    "News again: START. To be forgotten: ERASE."
)


@dialogue("stop", intents=(Intent.STOP,), is_due=True)
def stop(turn: Turn) -> Talk:
    """Stop the news and say what that means."""
    yield Do("stop", turn.desk.stop_news)
    yield Say(STOPPED if (yield Look("can_be_asked", turn.desk.can_be_asked)) else STOPPED_SILENT)
