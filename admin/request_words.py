"""The states, reasons and refusals of citizens' requests, as staff read them."""

from __future__ import annotations

from admin.tongue import marked as _
from services.requests import Queue, RequestNo

QUEUE_NAMES = {
    Queue.OPEN: _("Waiting"),
    Queue.OVERDUE: _("Overdue"),
    Queue.PREPARED: _("Forms awaited"),
    Queue.SETTLED: _("Settled"),
    Queue.ALL: _("Every question"),
}
STATE_NAMES = {
    "prepared": _("Form awaited"),
    "received": _("Received"),
    "paused": _("The citizen is awaited"),
    "extended": _("Extended"),
    "answered": _("Answered"),
    "refused": _("Refused"),
    "closed": _("Closed"),
}
SPOKEN_WAYS = {"desk": _("At the desk"), "phone": _("By phone"), "session": _("In a public session")}
EVENT_REASONS = {
    "replied": _("The citizen answered"),
    "added": _("The citizen added words"),
    "told_at_once": _("Published information sent at once; the person has not said yet that it helped"),
    "at_once": _("Answered at once"),
    "holiday_corrected": _("A holiday was set right: the date moved"),
    "time_zone_corrected": _("The time zone was set right: the date moved"),
    "overdue": _("The time is over"),
    "not_handed_in": _("The form was not handed in: its words are erased"),
    "complaint_filed": _("A complaint was noted"),
    "complaint_answered": _("The complaint was answered"),
    "tagged": _("What it is about was corrected"),
}
ANSWERED_FROM = {
    "published": _("an earlier published answer"),
    "budget": _("the published budget"),
    "lesson": _("a lesson"),
}
NOT_TOLD = _("Nobody was told: the person has sent STOP, asked to be forgotten, or can no longer be reached.")
NOT_ARRIVED = _("The message did not arrive. The person may follow the number by SMS.")
ON_ITS_WAY = _("The message waits to be sent.")
DELIVERIES = {
    "not_told": ("bad", NOT_TOLD),
    "failed": ("bad", NOT_ARRIVED),
    "dropped": ("bad", NOT_ARRIVED),
    "queued": ("wait", ON_ITS_WAY),
    "sending": ("wait", ON_ITS_WAY),
    "handed_over": ("", _("The message was sent.")),
    "sent": ("", _("The message was sent.")),
    "delivered": ("good", _("The message arrived.")),
}
REFUSALS = {
    RequestNo.UNKNOWN.value: _("There is no such question."),
    RequestNo.WITHOUT_TEXT.value: _("Write what the person asks."),
    RequestNo.WITHOUT_ANSWER.value: _("Write the answer."),
    RequestNo.WITHOUT_REASON.value: _("Write the reason. The citizen will read it."),
    RequestNo.WITHOUT_QUESTION.value: _("Write what you ask the citizen."),
    RequestNo.TEXT_TOO_LONG.value: _(
        "The text has %(length)s characters, the channel carries %(most)s. Shorten it, or publish a document."
    ),
    RequestNo.UNKNOWN_CODE.value: _("Choose the kind of refusal."),
    RequestNo.UNKNOWN_EXTENSION_CODE.value: _("Choose why more time is needed."),
    RequestNo.STEP_NOT_OPEN.value: _(
        "The question has changed meanwhile, and this is no longer possible. Read it again below."
    ),
    RequestNo.FORMAL_STAYS_OPEN.value: _("A formal request is answered or refused. It closes only after that."),
    RequestNo.UNKNOWN_ZONE.value: _("Choose a zone of the list."),
    RequestNo.UNKNOWN_TOPIC.value: _("Choose a topic of the list."),
    RequestNo.UNKNOWN_LANGUAGE.value: _("Choose a language of the list."),
    RequestNo.UNKNOWN_WAY.value: _("Choose how it came."),
    RequestNo.UNKNOWN_ASKER.value: _("Choose who asks, and the track."),
    RequestNo.NOT_FORMAL_HERE.value: _("No law here knows a formal request. Keep it as a question."),
    RequestNo.FORM_INCOMPLETE.value: _("The form lacks something the law asks for. Nothing was registered."),
    RequestNo.DATE_IN_FUTURE.value: _("Choose today or an earlier day."),
    RequestNo.NOT_PAUSED.value: _("Nothing is asked of the citizen."),
    RequestNo.GROUP_UNKNOWN.value: _("There is no such group of questions."),
    RequestNo.GROUP_TOO_SMALL.value: _("Tick at least two questions that are in no group yet."),
    RequestNo.CANNOT_JOIN.value: _("Only a question that waits and is in no group can be put to others."),
    RequestNo.JOIN_UNKNOWN.value: _("There is no other question of this number."),
    RequestNo.JOIN_NOT_OPEN.value: _(
        "%(reference)s cannot be joined: it is a formal request, or settled and in no group."
    ),
    RequestNo.UNKNOWN_VERDICT.value: _("Say how the complaint was decided."),
    RequestNo.NOT_PUBLISHABLE.value: _("Only what is answered, refused or closed can be published."),
    RequestNo.PUBLIC_TEXT_MISSING.value: _("Write the question as everybody will read it."),
}
