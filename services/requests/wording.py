"""What the author of a question is told when something becomes of it."""

from __future__ import annotations

from bot.phrases import Day, Phrase, _
from budgeting.law.grounds import GroundCode as RequestRefusal
from models import InformationRequest

CODES: dict[RequestRefusal, Phrase] = {
    RequestRefusal.NOT_HELD: _("the commune does not have this information"),
    RequestRefusal.ALREADY_PUBLISHED: _("it is already published"),
    RequestRefusal.NOT_CLEAR: _("the question is not clear"),
    RequestRefusal.PRIVATE_LIFE: _("it touches somebody's private life"),
    RequestRefusal.BEING_PREPARED: _("it is still being prepared"),
    RequestRefusal.NOT_COMMUNAL: _("it is not the commune's business"),
}


def answered(row: InformationRequest) -> Phrase:
    """Return the answer in the commune's own words."""
    return _(
        "The commune answers your question %(reference)s: %(answer)s", reference=row.reference, answer=row.answer or ""
    ).brief(_("Answer to %(reference)s: %(answer)s"))


def extended(row: InformationRequest) -> Phrase:
    """Return the new date and why."""
    return _(
        "The commune needs more time for your question %(reference)s. It now promises an answer by %(promised)s: "
        "%(reason)s",
        reference=row.reference,
        promised=Day(row.due_on),
        reason=row.reason or "",
    ).brief(_("%(reference)s: answer now promised by %(promised)s. %(reason)s"))


def refused(row: InformationRequest) -> Phrase:
    """Return why there is no answer, the code in words and then the commune's reason."""
    return _(
        "The commune cannot answer your question %(reference)s, because %(code)s. %(reason)s",
        reference=row.reference,
        code=CODES[RequestRefusal(row.refusal or RequestRefusal.NOT_CLEAR)],
        reason=row.reason or "",
    ).brief(_("No answer to %(reference)s: %(code)s. %(reason)s"))


def closed(row: InformationRequest, note: str | None) -> Phrase:
    """Return that the question is closed, with the commune's word where there is one."""
    if note:
        return _(
            "Your question %(reference)s is closed: %(reason)s To ask again, send QUESTION and your words.",
            reference=row.reference,
            reason=note,
        ).brief(_("%(reference)s is closed: %(reason)s"))
    return _(
        "Your question %(reference)s is closed. To ask again, send QUESTION and your words.", reference=row.reference
    )
