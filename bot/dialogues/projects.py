"""The list of projects, by their own numbers."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.naming import project_choices
from bot.phrases import _
from bot.ports import Offer
from bot.refusals import NO_PROJECTS
from bot.steps import Choose, Go, Look, Say
from bot.understanding.intents import Intent

PROPOSE_ONE = _("There are no projects yet. To propose one, send IDEA and your idea.")

MORE = _("Projects. Send a number to know more:")
TO_VOTE = _("The projects. Send a number to know more; to vote, send VOTE and your numbers.").brief(MORE)
TO_KNOW = _("The projects. Send a number to know more.").brief(MORE)


@dialogue(
    "projects",
    intents=(Intent.PROJECTS,),
    label=_("See the projects").brief(_("Projects")),
    order=40,
    needs=Offer.PROJECTS,
    leads_back=True,
)
def projects(turn: Turn) -> Talk:
    """List the projects; a number shows one of them."""
    found = yield Look("projects", turn.desk.projects)
    if not found:
        takes_ideas = Offer.IDEAS in (yield Look("offers", turn.desk.offers))
        yield Say(PROPOSE_ONE if takes_ideas else NO_PROJECTS)
        return
    may_vote = Offer.VOTE in (yield Look("there", turn.desk.offers))
    asked = TO_VOTE if may_vote else TO_KNOW
    number = yield Choose("project", asked, project_choices(found), hears_votes=may_vote)
    yield Go("project", {"numbers": [number]})
