"""A promise of the commune: where it stands, and hearing when it moves."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.fitting import Fitted
from bot.follow_up_words import TITLE, standing
from bot.phrases import Value, _
from bot.steps import Do, Look, Say
from bot.wording import Clipped


@dialogue("follow_up")
def follow_up(turn: Turn) -> Talk:
    """Say where the promise of a reference stands; `follow` in the opening begins to tell of it, `ends` ends that."""
    reference = turn.opening.reference
    if turn.opening.ends:
        yield from _end(turn, reference)
        return
    if not turn.opening.follow:
        found = yield Look("found", lambda: turn.desk.follow_up(reference))
        yield Say(Fitted(standing(found)))
        return
    found = yield Do("hear", lambda: turn.desk.hear_of(reference))
    values: dict[str, Value] = {"reference": found.reference, "title": Clipped(found.text, TITLE)}
    if (yield Look("news", turn.desk.gets_news)):
        yield Say(
            _("Done: I tell you when %(reference)s moves, %(title)s. To end this: UNFOLLOW %(reference)s", **values)
        )
        return
    yield Say(_("Done: you follow %(reference)s, %(title)s. Your news is off: to hear of it, send START.", **values))


def _end(turn: Turn, reference: str) -> Any:
    found = yield Do("hear_no_more", lambda: turn.desk.hear_no_more_of(reference))
    values: dict[str, Value] = {"reference": found.reference, "title": Clipped(found.text, TITLE)}
    if not found.is_heard:
        yield Say(_("You do not follow %(reference)s. To see it: TRACK %(reference)s", reference=found.reference))
        return
    yield Say(_("Done: no more news of %(reference)s, %(title)s. To see it: TRACK %(reference)s", **values))
