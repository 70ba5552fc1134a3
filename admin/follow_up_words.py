"""What promises are spoken of with: where they stand, who reads them, what happened, and why something is refused."""

from __future__ import annotations

from admin.tongue import marked as _
from admin.tongue import say_value
from services.follow_ups.origins import find_origins
from services.follow_ups.reading import LATE, MINE, OPEN, OWNERLESS, UNSAID
from services.follow_ups.reasons import FollowUpNo

STATES = {
    "not_started": _("Not begun"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "abandoned": _("Given up"),
}
UNSAID_STATE = _("To be said")
BADGES = {"not_started": "wait", "in_progress": "wait", "done": "good", "abandoned": "bad"}
LISTS = {
    OPEN: _("Still awaited"),
    LATE: _("Late"),
    MINE: _("Mine"),
    UNSAID: _("State to be said"),
    OWNERLESS: _("Nobody in charge"),
}
REMINDERS = {
    "reminder_soon": _("Due soon"),
    "reminder_last_day": _("Last day"),
    "reminder_escalation": _("Overdue"),
}
VISIBILITIES = {
    "public": _("Everybody, on the public page and by SMS"),
    "staff": _("Staff alone"),
    "named": _("Only who has it in hand, who wrote it, and administrators"),
}
EVIDENCE = {"document": _("Document"), "figure": _("Figure"), "photo": _("Photo")}
EVENTS = {
    "made": _("Written down"),
    "state": _("Stands elsewhere"),
    "note": _("News"),
    "due": _("Another day"),
    "owner": _("Entrusted"),
    "visibility": _("Who reads it"),
    "evidence": _("Proof"),
    "carried": _("Carried over"),
    "words": _("Said in other words"),
}
FOLLOW_UP_REFUSALS = {
    FollowUpNo.NO_SUCH.value: _("There is no such promise."),
    FollowUpNo.WITHOUT_TEXT.value: _("Write what is promised."),
    FollowUpNo.TEXT_TOO_LONG.value: _("A promise has %(most)s characters at most."),
    FollowUpNo.ORIGIN_UNKNOWN.value: _("Choose what it came of."),
    FollowUpNo.SOURCE_UNKNOWN.value: _("What it came of is not there."),
    FollowUpNo.OCCASION_NEEDED.value: _("Say on which occasion."),
    FollowUpNo.NOTHING_OPEN.value: _("Nothing is left to carry over to that occasion."),
    FollowUpNo.NO_SUCH_STAFF.value: _("Choose somebody who works here."),
    FollowUpNo.VISIBILITY_WRONG.value: _("Choose who reads it."),
    FollowUpNo.OF_A_PERSON.value: _("A person’s contract: only its two parties and administrators read this target."),
    FollowUpNo.DAY_IS_SIGNED.value: _("Both sides signed this day: propose an amendment of the contract."),
    FollowUpNo.STATE_WRONG.value: _("Choose where it stands."),
    FollowUpNo.REASON_NEEDED.value: _("Write why."),
    FollowUpNo.NOTHING_NEW.value: _("That is how it stands already."),
    FollowUpNo.DONE_DAY_LATER.value: _("It cannot be done on a day to come."),
    FollowUpNo.DAY_WRONG.value: _("Check the day."),
    FollowUpNo.SAME_DAY.value: _("That is the promised day already."),
    FollowUpNo.DUE_DAY_NEEDED.value: _("This needs a promised day."),
    FollowUpNo.DUE_REASON_NEEDED.value: _("A promised day stays: another one needs its reason."),
    FollowUpNo.IS_OVER.value: _("It is done or given up: say first that it is taken up again."),
    FollowUpNo.PROOF_NEEDED.value: _("Add what proves it first: a document, a figure or a photo."),
    FollowUpNo.EVIDENCE_WITHOUT_WORDS.value: _("Say what it shows."),
    FollowUpNo.EVIDENCE_TWICE.value: _("One proof at a time: a document, a file, or a figure."),
    FollowUpNo.NO_SUCH_EVIDENCE.value: _("There is no such proof."),
    FollowUpNo.NO_SUCH_DOCUMENT.value: _("There is no such document."),
    FollowUpNo.TOO_MUCH_EVIDENCE.value: _("A promise has %(most)s proofs at most."),
    FollowUpNo.TABLE_UNREADABLE.value: _("This file cannot be read. Send an XLSX, ODS or CSV file."),
    FollowUpNo.TABLE_WITHOUT_COLUMNS.value: _(
        "No column of promises was found. Give the columns names: recommendation, in charge, due date, state, remarks."
    ),
    FollowUpNo.TABLE_EMPTY.value: _("There is no row below the names of the columns."),
    FollowUpNo.TABLE_TOO_LONG.value: _("A table has %(most)s rows at most."),
    FollowUpNo.TABLE_REASON_NEEDED.value: _(
        "Row %(row)s: what is given up needs its reason. Take it over with another state, then say why on its page."
    ),
    FollowUpNo.NO_SUCH_TABLE.value: _(
        "A colleague took this table over or dropped it meanwhile. What was taken over stands in the list."
    ),
}


def name_origin(key: str) -> str:
    """Return what a promise of that origin is called, in the language of this request; the key where there is none."""
    found = find_origins().get(key)
    return say_value(found.name) if found else key
