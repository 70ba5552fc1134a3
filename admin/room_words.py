"""What the room of a session is spoken of with: states, ways of voting, and why something is refused."""

from __future__ import annotations

from admin.tongue import marked as _
from services.session_rooms.reasons import RoomNo

QUESTIONS = {
    "waiting": _("To be read"),
    "listed": _("Before the room"),
    "shown": _("On the screen now"),
    "answered": _("Answered in the room"),
    "written": _("Passed on as a written request"),
    "hidden": _("Hidden"),
}
ASKED_BY = {"women": _("A woman"), "men": _("A man"), "unsaid": _("Not said")}
"""Who asks one question aloud."""
QUESTION_BADGES = {"waiting": "wait", "listed": "", "shown": "good", "answered": "good", "written": "", "hidden": "bad"}
SESSIONS = {
    "announced": _("Announced"),
    "open": _("Under way"),
    "held": _("Held"),
    "cancelled": _("Cancelled"),
}
WAYS = {"hands": _("By show of hands"), "phones": _("By SMS from the room")}
VOTES = {
    "open": _("Being voted"),
    "adopted": _("Adopted"),
    "rejected": _("Not adopted"),
    "withdrawn": _("Taken back"),
}
VOTE_BADGES = {"open": "wait", "adopted": "good", "rejected": "bad", "withdrawn": ""}
REFUSALS = {
    RoomNo.NOT_BEGUN.value: _("Open the session first: this is done in the room."),
    RoomNo.OPEN_TOO_LONG.value: _(
        "This session has been open for more than a day: phones vote no more. Count hands, or say that it was held."
    ),
    RoomNo.NOT_OPEN.value: _("This can be done until the session is over."),
    RoomNo.QUESTION_UNKNOWN.value: _("There is no such question."),
    RoomNo.QUESTION_OVER.value: _("This cannot be done with the question as it stands now. Look at its state."),
    RoomNo.QUESTION_UNREAD.value: _(
        "Nobody has read this question for the room yet, and the report tells its words. Let it in first, or hide it: "
        "what came by phone the town hall answers all the same."
    ),
    RoomNo.WITHOUT_WORDS.value: _("Write the question."),
    RoomNo.WITHOUT_REASON.value: _("Write why."),
    RoomNo.WITHOUT_ANSWER.value: _("Write the answer."),
    RoomNo.WITHOUT_FUNCTION.value: _("Write who, by their function."),
    RoomNo.TOO_LONG.value: _("This may have %(most)s characters. You wrote %(length)s."),
    RoomNo.TOO_FEW_JOINED.value: _("Tick two questions at least that are not answered yet."),
    RoomNo.ONLY_ONE_ASKED.value: _("One person alone asks it: there is nothing to take apart."),
    RoomNo.PROMISED_ALREADY.value: _("A promise came of this question already. Say there what becomes of it."),
    RoomNo.PROMISED_EACH.value: _(
        "Something was promised or recommended because of each of these questions: they stay apart, so that each "
        "promise keeps the question it came of."
    ),
    RoomNo.VOTE_UNKNOWN.value: _("There is no such vote."),
    RoomNo.VOTE_IS_ON.value: _("Another vote is on. Count it, or take it back."),
    RoomNo.VOTE_NOT_ON.value: _("This vote is over already."),
    RoomNo.WAY_UNKNOWN.value: _("Choose how the room votes; a vote is counted as it was put."),
    RoomNo.COUNT_WRONG.value: _("Write the hands as whole numbers; somebody must have voted."),
    RoomNo.SIGNERS_MISSING.value: _("Write the functions of the two people who signed the count."),
    RoomNo.TOO_FEW_PHONES.value: _(
        "Fewer than %(fewest)s phones have voted: a count would tell who. Wait, or take the vote back and count hands."
    ),
    RoomNo.PUBLISHED_ALREADY.value: _(
        "This report is published in this language already. Withdraw that document first, on the page of documents."
    ),
}
