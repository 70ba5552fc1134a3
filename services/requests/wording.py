"""What the author of a request is told when something becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.law_words import EXTENSION_GROUNDS, GROUNDS, VERDICTS, body_named, last_day
from bot.phrases import Day, Phrase, Value, _
from bot.request_words import days_of, turn_to
from budgeting.law.asking import RequestKind
from budgeting.law.complaints import Rung, Verdict
from budgeting.law.deadlines import Deadline
from budgeting.law.grounds import GroundCode
from models import InformationRequest
from services.requests.reasons import Moved

WHAT = {RequestKind.QUESTION: _("your question"), RequestKind.FORMAL: _("your formal request")}


def answered(row: InformationRequest) -> Phrase:
    """Return the answer in the commune's own words."""
    return _(
        "The commune answers %(what)s %(reference)s: %(answer)s",
        what=WHAT[row.kind or RequestKind.QUESTION],
        reference=row.reference,
        answer=row.answer or "",
    ).brief(_("Answer to %(reference)s: %(answer)s"))


def registered(row: InformationRequest, deadline: Deadline | None) -> Phrase:
    """Return that a formal request is in, and by when the law or the commune's promise wants its answer."""
    if deadline is None or deadline.due_on is None:
        return _("Your formal request %(reference)s is registered.", reference=row.reference)
    return _(
        "Your formal request %(reference)s is registered. The answer is due by %(due_on)s: %(days)s.",
        reference=row.reference,
        due_on=Day(deadline.due_on),
        days=days_of(deadline.base_days, deadline.unit),
    ).brief(_("Request %(reference)s registered. Answer due by %(due_on)s (%(days)s)."))


def extended(row: InformationRequest) -> Phrase:
    """Return the new date and why, the reason of the list and then the commune's words."""
    values: dict[str, Value] = {
        "what": WHAT[row.kind or RequestKind.QUESTION],
        "reference": row.reference,
        "due_on": _due(row),
        "reason": row.extension_reason or "",
    }
    if row.extension_ground is None:
        return _(
            "The commune needs more time for %(what)s %(reference)s. The answer is now due by %(due_on)s. %(reason)s",
            **values,
        ).brief(_("%(reference)s: answer now due by %(due_on)s. %(reason)s"))
    return _(
        "The commune needs more time for %(what)s %(reference)s. The answer is now due by %(due_on)s. "
        "Why: %(code)s. %(reason)s",
        code=EXTENSION_GROUNDS[row.extension_ground],
        **values,
    ).brief(_("%(reference)s: answer now due by %(due_on)s. Why: %(code)s. %(reason)s"))


def asked_back(row: InformationRequest, question: str) -> Phrase:
    """Return what the commune asks the citizen, and how to answer."""
    return _(
        "About %(what)s %(reference)s the commune asks: %(why)s To answer, send REPLY %(reference)s and your words. "
        "The clock stands still until then.",
        what=WHAT[row.kind or RequestKind.QUESTION],
        reference=row.reference,
        why=question,
    ).brief(_("%(reference)s, the commune asks: %(why)s To answer: REPLY %(reference)s and your words."))


def moved(row: InformationRequest, why: Moved) -> Phrase:
    """Return the date as it is now, and what was set right that moved it."""
    what = WHAT[row.kind or RequestKind.QUESTION]
    values: dict[str, Value] = {"what": what, "reference": row.reference, "due_on": _due(row)}
    match why:
        case Moved.HOLIDAY:
            return _(
                "A holiday was set right: the answer to %(what)s %(reference)s is now due by %(due_on)s.", **values
            ).brief(_("%(reference)s: after a change of holidays the answer is due by %(due_on)s."))
        case Moved.TIME_ZONE:
            return _(
                "The time of the commune was set right: the answer to %(what)s %(reference)s is now due by %(due_on)s.",
                **values,
            ).brief(_("%(reference)s: the commune's time was set right, the answer is due by %(due_on)s."))


def refused(row: InformationRequest) -> Phrase:
    """Return why there is no answer, the ground in words and then the commune's reason."""
    return _(
        "The commune does not answer %(what)s %(reference)s. Ground: %(code)s. %(reason)s",
        what=WHAT[row.kind or RequestKind.QUESTION],
        reference=row.reference,
        code=GROUNDS[row.refusal or GroundCode.NOT_CLEAR],
        reason=row.reason or "",
    ).brief(_("No answer to %(reference)s: %(code)s. %(reason)s"))


def closed(row: InformationRequest, note: str | None) -> Phrase:
    """Return that the request is closed, with the commune's word where there is one."""
    what = WHAT[row.kind or RequestKind.QUESTION]
    if note:
        return _(
            "The commune has closed %(what)s %(reference)s: %(reason)s To ask again, send QUESTION and your words.",
            what=what,
            reference=row.reference,
            reason=note,
        ).brief(_("%(reference)s is closed: %(reason)s To object: APPEAL %(reference)s and your words."))
    return _(
        "The commune has closed %(what)s %(reference)s. To ask again, send QUESTION and your words.",
        what=what,
        reference=row.reference,
    ).brief(_("%(reference)s is closed. To ask again, send QUESTION and your words."))


def not_handed_in(row: InformationRequest) -> Phrase:
    """Return that a form was not handed in and its words are erased."""
    return _(
        "Your form %(reference)s was not handed in at the town hall: it is closed and its words are erased. To ask "
        "again, send QUESTION and your words.",
        reference=row.reference,
    ).brief(_("Form %(reference)s was not handed in: closed and erased. To ask again, send QUESTION and your words."))


def silent(row: InformationRequest) -> Phrase:
    """Return that the time is over without an answer."""
    return _("No answer to %(reference)s came by %(due_on)s.", reference=row.reference, due_on=_due(row))


def may_complain(rungs: Sequence[Rung]) -> Phrase:
    """Return to whom one may turn, to each of several, and until when where the law says so."""
    return turn_to([(body_of(rung), _last_day(rung.complain_by)) for rung in rungs])


def complaint_noted(row: InformationRequest, rung: Rung) -> Phrase:
    """Return that a complaint is noted, and by when the body must answer where the law says so."""
    until = _last_day(rung.answer_by)
    if until is None:
        return _("Your complaint about %(reference)s is noted: %(body)s.", reference=row.reference, body=body_of(rung))
    return _(
        "Your complaint about %(reference)s is noted: %(body)s. The answer is due by %(due_on)s.",
        reference=row.reference,
        body=body_of(rung),
        due_on=until,
    ).brief(_("Complaint about %(reference)s noted: %(body)s. Answer due by %(due_on)s."))


def complaint_answered(row: InformationRequest, rung: Rung, verdict: Verdict, decision: str) -> list[Phrase]:
    """Return how the body a citizen turned to has decided, and what staff wrote of it."""
    said = _(
        "Your complaint about %(reference)s, heard by: %(body)s. Decision: %(verdict)s.",
        reference=row.reference,
        body=body_of(rung),
        verdict=VERDICTS[verdict],
    )
    return [said, *([_("What it says: %(answer)s", answer=decision)] if decision else [])]


def body_of(rung: Rung) -> Value:
    """Return who hears a complaint: the body's own name, or what it is."""
    return body_named(rung.stage.body, rung.stage.name)


def _last_day(by: Deadline | None) -> Value | None:
    return last_day(Day(by.due_on), is_unconfirmed=by.is_unconfirmed) if by and by.due_on else None


def _due(row: InformationRequest) -> Value:
    return Day(row.due_on) if row.due_on else "-"
