"""What became of a question, an idea or a promise, by its reference or from the list of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot import report_words
from bot.dialogue import Talk, Turn, dialogue
from bot.fitting import Fitted, Spare
from bot.naming import numbered
from bot.phrases import Amount, Day, Hour, Phrase, Value, _
from bot.ports import Offer, Stance
from bot.records import Record
from bot.request_words import standing
from bot.steps import Choice, Choose, Go, Look, Say
from bot.understanding.commands import asks_to_follow
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import lexicon_of
from bot.understanding.names import words_of_a_name
from bot.views.follow_ups import LETTER
from bot.wording import Clipped, Sentences

PROPOSAL_STATES: dict[str, Phrase] = {
    "received": _("received, being looked at"),
    "accepted": _("accepted"),
    "refused": _("not kept"),
    "merged": _("joined with a similar idea"),
    "appealed": _("your appeal is being looked at"),
}


UNDECIDED = {"received", "appealed"}

NOTHING_YET = _("You have no question or idea here yet. Send QUESTION or IDEA and your words.")
NO_QUESTION_YET = _("You have no question or idea here yet. To ask the town hall, send QUESTION and your words.")


@dialogue("track", intents=(Intent.TRACK,), label=_("Follow my requests").brief(_("Follow-up")), order=60)
def track(turn: Turn) -> Talk:
    """Find the reference, or offer the person's own, and say where it stands; a bare number is a project's.

    A project is followed where that is the command: to ask where it stands subscribes to nothing.
    """
    reference = turn.opening.reference
    if not reference:
        own = yield Look("own", turn.desk.my_references)
        if turn.opening.numbers:
            yield from _by_number(turn, turn.opening.numbers[0], own)
            return
        if (yield from _names_project(turn)):
            yield Go("project", {"text": turn.opening.rest, "follow": _asks_to_follow(turn)})
            return
        picked = yield from _one_of_mine(turn, own)
        if picked is None:
            takes_ideas = Offer.IDEAS in (yield Look("offers", turn.desk.offers))
            yield Say(NOTHING_YET if takes_ideas else NO_QUESTION_YET)
            return
        if isinstance(picked, int):
            yield Go("project", {"numbers": [picked]})
            return
        reference = picked
    yield from _tell(turn, reference)


def _asks_to_follow(turn: Turn) -> bool:
    return asks_to_follow(fold(turn.opening.text or "").split(), lexicon_of(tuple(turn.speech.languages)))


def _names_project(turn: Turn) -> Any:
    """Do the words behind the command name a project? Then it is that one, not what is followed already."""
    rest = turn.opening.rest or ""
    name = words_of_a_name(rest, turn.speech.languages) if rest != turn.opening.text else ""
    return bool(name and (yield Look("named", lambda: turn.desk.projects_named(name))))


def _one_of_mine(turn: Turn, own: Sequence[str]) -> Any:
    """Return a reference of one's own, or the number of a project that is followed; None where there is neither."""
    followed = yield Look("followed", turn.desk.followed_projects)
    mine = [Choice(item, item) for item in own] + [Choice(one.number, numbered([one])) for one in followed]
    if len(mine) < 2:
        return mine[0].value if mine else None
    return (yield Choose("which", _("Which one?"), mine))


def _tell(turn: Turn, reference: str) -> Any:
    if reference.startswith(LETTER):
        yield Go("follow_up", {"reference": reference, "follow": _asks_to_follow(turn)})
    found = yield Look("found", lambda: turn.desk.find_reference(reference))
    if found.kind == "report":
        yield Say(Sentences(report_words.standing(found)))
    else:
        yield Say(Sentences(standing(found)) if found.kind else Fitted(_proposal(found)))


def _by_number(turn: Turn, number: int, own: Sequence[str]) -> Any:
    """Follow the project of that number, or tell where the person's own reference stands that ends with it."""
    mine = [reference for reference in own if int(reference.rpartition("-")[2].lstrip(LETTER)) == number]
    if not mine:  # who has questions or ideas here may mean one of them, and sees the project first
        yield Go("project", {"numbers": [number], "follow": _asks_to_follow(turn) and not own})
        return
    choices = [Choice(None, _("Follow project %(number)s", number=number)), *(Choice(item, item) for item in mine)]
    reference = yield Choose("number", _("Which one?"), choices)
    if reference is None:
        yield Go("project", {"numbers": [number], "follow": True})
    else:
        yield from _tell(turn, reference)


def _proposal(found: Record) -> list[Value]:
    state = PROPOSAL_STATES.get(found.state, _("unknown"))
    parts: list[Value] = [
        _(
            "Idea %(reference)s, %(title)s: %(state)s.",
            reference=found.reference,
            title=Clipped(found.title, 40),
            state=state,
        )
    ]
    if found.studied_by:
        parts.append(_studied(found))
    if found.cost:
        parts.append(_("Cost: %(cost)s.", cost=Amount(found.cost)))
    if found.supports:
        parts.append(_("Supported by %(count)s.", count=found.supports))
    if found.state in UNDECIDED:
        parts += _support_days(found)
    if found.authors > 1:
        parts.append(_("Authors: %(count)s.", count=found.authors))
    if found.reason:
        parts.append(_("Reason: %(reason)s", reason=found.reason))
    if found.appeal_until:
        parts.append(
            _("Not agreed? APPEAL %(reference)s and your reasons, by %(until)s.",
              reference=found.reference, until=Day.of(found.appeal_until))
        )  # fmt: skip
    if found.merged_into:
        parts.append(_("See TRACK %(reference)s", reference=found.merged_into))
    if found.project_number:
        parts.append(_("See PROJECT %(number)s", number=found.project_number))
    if found.stance == Stance.OWN and found.state in UNDECIDED:
        parts.append(Spare(_("To propose it with others: COAUTHOR %(reference)s", reference=found.reference)))
    return parts


def _support_days(found: Record) -> list[Value]:
    """Say when the support of an idea opens, or until when it is open, where that fits."""
    if found.support_from:
        return [Spare(_("Support opens on %(opens_at)s.", opens_at=Hour.of(found.support_from)))]
    if found.support_until:
        return [Spare(_("Support is open until %(closes_at)s.", closes_at=Hour.of(found.support_until)))]
    return []


def _studied(found: Record) -> Phrase:
    department = Clipped(found.studied_by, 40)
    if found.studied_until:
        return _("Studied by: %(step)s, until %(due_on)s.", step=department, due_on=Day.of(found.studied_until))
    return _("Studied by: %(step)s.", step=department)
