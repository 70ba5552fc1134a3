"""Proposing an idea with others: an author is told a code, whoever sends it proposes it too."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.idea_asked import IDEAS, no_idea, which_idea
from bot.phrases import Phrase, Value, _
from bot.ports import Joined
from bot.records import Record
from bot.steps import Do, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped


@dialogue("join", intents=(Intent.JOIN,))
def join(turn: Turn) -> Talk:
    """Take the number of the idea and its code; one message is enough. An author is told what to hand on."""
    reference = yield from which_idea(turn)
    if not reference.startswith(IDEAS):
        yield Say(no_idea(reference))
        return
    code = turn.opening.code
    found = yield Do("join", lambda: turn.desk.join_idea(reference, code))
    yield Say(_came_of_it(found))


def _came_of_it(found: Record) -> Phrase:
    values: dict[str, Value] = {"reference": found.reference}
    if found.outcome == Joined.AUTHOR:
        return _(
            "To propose %(reference)s with you, others send from their own phone: COAUTHOR %(reference)s %(code)s. "
            "Give this code to them alone.",
            code=found.code,
            **values,
        ).brief(_("Others propose %(reference)s with you by sending: COAUTHOR %(reference)s %(code)s"))
    if found.outcome == Joined.NO_CODE:
        return _(
            "To propose %(reference)s too, ask its author for the code: COAUTHOR %(reference)s tells it to them alone. "
            "To support it: SUPPORT %(reference)s",
            **values,
        ).brief(_("To propose %(reference)s too, ask its author for the code. To support it: SUPPORT %(reference)s"))
    if found.outcome == Joined.WRONG_CODE:
        return _(
            "That is not the code of %(reference)s. Its author gets it with COAUTHOR %(reference)s. To support it: "
            "SUPPORT %(reference)s",
            **values,
        ).brief(_("Not the code of %(reference)s: ask its author again. To support it: SUPPORT %(reference)s"))
    return _(
        "Done: you propose %(reference)s too: %(title)s. You are told what comes of it. To leave: LEAVE %(reference)s",
        title=Clipped(found.title, 40),
        **values,
    ).brief(_("Done: you propose %(reference)s too: %(title)s. To leave: LEAVE %(reference)s"))
