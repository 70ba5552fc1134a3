"""Proposing an idea no more: it stays with the other authors, and with the town hall."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.idea_asked import IDEAS, no_idea, which_idea
from bot.phrases import _
from bot.steps import Confirm, Do, Go, Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped


@dialogue("leave", intents=(Intent.LEAVE,))
def leave(turn: Turn) -> Talk:
    """Let an author leave an idea; the last one says first that nobody is to be told any more."""
    reference = yield from which_idea(turn)
    if not reference.startswith(IDEAS):
        yield Say(no_idea(reference))
        return
    beside = yield Look("beside", lambda: turn.desk.authors_beside(reference))
    if beside is None:
        if turn.opening.runner_up == Intent.STOP:  # who proposes nothing of the kind may mean all news
            yield Go("clarify", {**turn.opening, "intent": str(Intent.STOP), "runner_up": str(Intent.TRACK)})
        yield Say(_("You are no author of %(reference)s. To see it: TRACK %(reference)s", reference=reference))
        return
    if not beside:
        prompt = _(
            "You alone propose %(reference)s. If you leave, it stays with the town hall and nobody is told of it. "
            "Leave?",
            reference=reference,
        ).brief(_("You alone propose %(reference)s: then nobody is told of it. Leave?"))
        if not (yield Confirm("sure", prompt)):
            yield Say(_("Nothing has changed. To see your idea: TRACK %(reference)s", reference=reference))
            return
    left = yield Do("leave", lambda: turn.desk.leave_idea(reference))
    done = _(
        "Done: you no longer propose %(reference)s: %(title)s. You get no news of it. Menu: 0",
        reference=left.reference,
        title=Clipped(left.title, 40),
    )
    yield Say(done)
