"""How the panel calls broadcasts: what for, how they stand, why not."""

from __future__ import annotations

from admin.tongue import marked as _
from services.broadcasts.reasons import BroadcastNo

PURPOSES = {
    "vote_opening": _("The vote is open"),
    "vote_reminder": _("The vote closes soon"),
    "project_progress": _("How the works of a project stand"),
    "session_invitation": _("Invitation to a public session"),
}
AUDIENCES = {
    "vote_opening": _("Read by those who asked for news (they sent NEWS)."),
    "vote_reminder": _(
        "Read by those who asked for news (they sent NEWS), whether they have voted or not: nobody can know who has."
    ),
    "project_progress": _("Read by those who follow this project."),
    "session_invitation": _("Read by those who asked for news (they sent NEWS)."),
}
STATES = {
    "draft": _("to be agreed to"),
    "running": _("being sent"),
    "paused": _("held back"),
    "done": _("sent"),
    "stopped": _("stopped"),
}
BADGES = {"running": "good", "done": "good", "paused": "bad", "stopped": "bad"}
WHY = {
    BroadcastNo.BY_HAND.value: _("Somebody of the staff decided it."),
    BroadcastNo.OVER.value: _("What it tells of is over."),
    BroadcastNo.CHANGED.value: _("What it says changed after two people had agreed to it. Write it anew."),
    BroadcastNo.FAILING.value: _("Most of its messages failed. Look at the line before you let it go on."),
}
REFUSALS = {
    BroadcastNo.UNKNOWN.value: _("There is no such broadcast."),
    BroadcastNo.PURPOSE_UNKNOWN.value: _("Choose what it is for."),
    BroadcastNo.SUBJECT_UNKNOWN.value: _("Choose what it tells of; this is over or no longer there."),
    BroadcastNo.NO_NOTE_HERE.value: _("A note can be added only to how works stand."),
    BroadcastNo.NOTE_TOO_LONG.value: _("The note may have %(most)s letters."),
    BroadcastNo.NOTE_IN_VOTE.value: _("While people vote, nothing in words of your own is sent. Leave the note out."),
    BroadcastNo.ZONE_UNKNOWN.value: _("Choose a zone of the commune."),
    BroadcastNo.LANGUAGE_UNKNOWN.value: _("Choose a language of the commune."),
    BroadcastNo.NOT_A_DRAFT.value: _("It was agreed to or given up: nothing in it changes any more."),
    BroadcastNo.CHANGED.value: _("It has changed since you read it. Read it again."),
    BroadcastNo.NOBODY.value: _("Nobody has asked for such messages yet: it would reach nobody."),
    BroadcastNo.TOO_DEAR.value: _("It costs more than the month’s ceiling leaves for news."),
    BroadcastNo.TOO_SOON.value: _("The same was sent a short while ago. It can be sent again from %(from_on)s on."),
    BroadcastNo.TOO_MANY.value: _("In seven days a commune begins %(most)s broadcasts at most."),
    BroadcastNo.NOT_RUNNING.value: _("It is not being sent."),
    BroadcastNo.NOT_PAUSED.value: _("It is not held back."),
    BroadcastNo.OVER.value: _("What it tells of is over."),
    BroadcastNo.TOO_LATE.value: _(
        "It was announced while people vote, and begins before the vote is over: nobody may be told of it by message "
        "in time. Put it on a later day, or tell of it by posters, criers and the radio."
    ),
}
