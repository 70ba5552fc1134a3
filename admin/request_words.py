"""The states, reasons and refusals of citizens' questions, as staff read them."""

from __future__ import annotations

from admin.tongue import marked as _
from services.requests import Queue, RequestNo

QUEUE_NAMES = {
    Queue.OPEN: _("Waiting"),
    Queue.OVERDUE: _("Overdue"),
    Queue.SETTLED: _("Settled"),
    Queue.ALL: _("Every question"),
}
STATE_NAMES = {
    "received": _("Received"),
    "extended": _("Extended"),
    "answered": _("Answered"),
    "refused": _("Refused"),
    "closed": _("Closed"),
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
CODE_NAMES = {
    "not_held": _("The commune does not have this information"),
    "already_published": _("It is already published"),
    "not_clear": _("The question is not clear"),
    "private_life": _("It touches somebody's private life"),
    "being_prepared": _("It is still being prepared"),
    "not_communal": _("It is not the commune's business"),
}
REFUSALS = {
    RequestNo.UNKNOWN.value: _("There is no such question."),
    RequestNo.WITHOUT_TEXT.value: _("Write what the person asks."),
    RequestNo.WITHOUT_ANSWER.value: _("Write the answer."),
    RequestNo.WITHOUT_REASON.value: _("Write the reason. The citizen will read it."),
    RequestNo.TEXT_TOO_LONG.value: _(
        "The text has %(length)s characters, the channel carries %(most)s. Shorten it, or publish a document."
    ),
    RequestNo.UNKNOWN_CODE.value: _("Choose the kind of refusal."),
    RequestNo.DATE_NOT_LATER.value: _("Choose a date after today and after the date already promised."),
    RequestNo.DATE_TOO_FAR.value: _("A date can be moved by one year at most."),
    RequestNo.STEP_NOT_OPEN.value: _(
        "The question has changed meanwhile, and this is no longer possible. Read it again below."
    ),
    RequestNo.UNKNOWN_ZONE.value: _("Choose a zone of the list."),
    RequestNo.UNKNOWN_TOPIC.value: _("Choose a topic of the list."),
    RequestNo.UNKNOWN_LANGUAGE.value: _("Choose a language of the list."),
}
