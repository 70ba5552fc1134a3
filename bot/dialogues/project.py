"""One project: what, where, how much, how far; and following it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from bot.answers import one_number
from bot.dialogue import Talk, Turn, dialogue
from bot.fitting import Fitted
from bot.naming import numbered, project_choices, short_name_of, title_of
from bot.paging import Beneath
from bot.phrases import _
from bot.ports import Offer
from bot.project_told import told_of
from bot.records import Record
from bot.steps import Ask, Choice, Choose, Do, Go, Look, Say, Step
from bot.understanding.intents import Intent
from bot.understanding.names import words_of_a_name
from bot.views.follow_ups import LETTER

Steps = Generator[Step, Any, Any]
FOLLOW, UNFOLLOW = "follow", "unfollow"


@dialogue("project", intents=(Intent.PROJECT,))
def project(turn: Turn) -> Talk:
    """Show a project and offer what can be done with it; `follow` in the opening does that at once."""
    number = yield from _which(turn)
    if number is None:
        yield Go("projects")
        return
    found = yield Look("project", lambda: turn.desk.project(number))
    number = found.number  # a number from before a draw leads to the one that stays
    if turn.opening.follow:
        chosen = FOLLOW
    else:
        is_followed = yield Look("followed", lambda: turn.desk.follows_project(number))
        may_vote = Offer.VOTE in (yield Look("offers", turn.desk.offers))
        offers = _offers(found, is_followed=is_followed, may_vote=may_vote)
        chosen = yield Choose("next", _described(found, offers), offers, hears_votes=may_vote)
    if chosen != FOLLOW:
        openings = {"vote": {"add": [number]}, "projects": {}, "report": {"number": number}}
        yield Go(chosen, openings.get(chosen, {"numbers": [number]}))
        return
    yield Do("follow", lambda: turn.desk.follow_project(number))
    followed = numbered([found])
    if (yield Look("news", turn.desk.gets_news)):
        yield Say(_("Done: you follow %(projects)s. I tell you when it moves. STOP ends all news.", projects=followed))
        return
    yield Say(_("Done: you follow %(projects)s. Your news is off: to hear of it, send START.", projects=followed))


@dialogue("unfollow", intents=(Intent.UNFOLLOW,))
def unfollow(turn: Turn) -> Talk:
    """Tell the person no more of one project: the one whose number they send, else one of those they follow."""
    if (turn.opening.reference or "").startswith(LETTER):
        yield Go("follow_up", {"reference": turn.opening.reference, "ends": True})
    numbers = turn.opening.numbers or (yield from _one_followed(turn))
    if not numbers:
        yield Say(_("You follow no project. To see them, send PROJECTS."))
        return
    number = numbers[0]
    if turn.opening.runner_up == Intent.STOP and not (yield from _follows(turn, number)):
        yield Go("clarify", {**turn.opening, "intent": str(Intent.STOP), "runner_up": str(Intent.PROJECT)})
    is_followed = yield Look("was_followed", lambda: turn.desk.follows_project(number))
    if not is_followed:
        yield Say(_("You do not follow project %(number)s. To see it: PROJECT %(number)s", number=number))
        return
    found = yield Do("unfollow", lambda: turn.desk.unfollow_project(number))
    left = numbered([found])
    yield Say(_("Done: you no longer follow %(projects)s. To see it: PROJECT %(number)s", projects=left, number=number))


def _follows(turn: Turn, number: int) -> Steps:
    """Is it followed? Whoever stops something else may mean all news."""
    return number in [one.number for one in (yield Look("any_followed", turn.desk.followed_projects))]


def _named(turn: Turn) -> Steps:
    """Return the projects that the words name."""
    name = words_of_a_name(turn.opening.text or "", turn.speech.languages)
    return (yield Look("named", lambda: turn.desk.projects_named(name))) if name else []


def _which(turn: Turn) -> Steps:
    """Return the number that was sent, that of the one project named, or that of one picked; None where none is."""
    if turn.opening.numbers:
        return turn.opening.numbers[0]
    named = yield from _named(turn)
    if len(named) == 1:
        return named[0].number
    offered = named or (yield Look("all", turn.desk.projects))
    return (yield _pick(offered)) if offered else None


def _one_followed(turn: Turn) -> Steps:
    """Return the one followed project that is named, the one that is named and not followed, or one picked."""
    followed = yield Look("followed", turn.desk.followed_projects)
    if not followed:
        return []
    named = [one.number for one in (yield from _named(turn))]
    meant = [one.number for one in followed if one.number in named] or named
    return meant if len(meant) == 1 else [(yield _pick(followed))]


def _pick(offered: Sequence[Record]) -> Ask:
    prompt = _("Which project? Send its number.")
    return Ask("number", prompt, read=one_number, choices=project_choices(offered), takes_numbers=True)


def _offers(found: Record, *, is_followed: bool, may_vote: bool) -> list[Choice]:
    offers = [Choice(UNFOLLOW, _("Follow it no more")) if is_followed else Choice(FOLLOW, _("Follow it"))]
    if found.state == "on_ballot" and may_vote:
        offers.append(Choice("vote", _("Vote for it")))
    if found.state == "done":
        offers += [Choice("feedback", _("Rate it")), Choice("report", _("Report a fault").brief(_("A fault")))]
    return [*offers, Choice("projects", _("Other projects"))]


def _described(found: Record, offers: list[Choice]) -> Fitted:
    """Say everything of a project, where text is paid by its short name above what can be done with it."""
    ways = [lambda: told_of(found, title_of(found)), lambda: told_of(found, short_name_of(found))]
    return Fitted(told_of(found, title_of(found), with_zone=True), ways, Beneath(offers))
