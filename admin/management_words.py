"""What management dialogues are spoken of with: levels, states, and why something is refused."""

from __future__ import annotations

from admin.follow_up_words import FOLLOW_UP_REFUSALS
from admin.tongue import marked as _
from services.management_dialogues.reasons import ManagementNo

LEVELS = {
    "operational": _("Operational: one programme, with those who carry it out"),
    "strategic": _("Strategic: several programmes, with those who steer them"),
}
LEVEL_NAMES = {"operational": _("Operational"), "strategic": _("Strategic")}
STATES = {"prepared": _("In preparation"), "open": _("Being held"), "closed": _("Minutes closed")}
BADGES = {"prepared": "wait", "open": "wait", "closed": "good"}
REFUSALS = {
    **FOLLOW_UP_REFUSALS,
    ManagementNo.UNKNOWN.value: _("There is no such management dialogue."),
    ManagementNo.LEVEL_WRONG.value: _("Choose the level."),
    ManagementNo.ONE_PROGRAMME.value: _("An operational dialogue is on one programme: choose one."),
    ManagementNo.SEVERAL_PROGRAMMES.value: _("A strategic dialogue is on several programmes: choose two or more."),
    ManagementNo.PROGRAMME_UNKNOWN.value: _("Choose among the programmes of the list."),
    ManagementNo.PERIOD_WRONG.value: _("Choose a year, and a quarter of it or the whole."),
    ManagementNo.DAY_WRONG.value: _("Check the day."),
    ManagementNo.TOO_LONG.value: _("The text may have %(most)s characters."),
    ManagementNo.TOO_MANY_PEOPLE.value: _("Minutes name %(most)s people at most."),
    ManagementNo.NAME_NEEDED.value: _("Write the name before the function: Awa Koné, director."),
    ManagementNo.IS_OPEN.value: _(
        "The dialogue has begun: its level, its programmes and its period stay. Day, place and chair can change."
    ),
    ManagementNo.IS_CLOSED.value: _("The minutes are closed. Take them up again first to put something right."),
    ManagementNo.ANOTHER_OPEN.value: _(
        "Another dialogue on the same programmes and period is being held: go on in that one, or close it first."
    ),
    ManagementNo.NOT_OPEN.value: _("Open the dialogue first."),
    ManagementNo.NOT_CLOSED.value: _("The minutes are not closed."),
    ManagementNo.DAY_TO_COME.value: _("The dialogue is on a day to come: its minutes are closed once it was held."),
    ManagementNo.BLANK.value: _("The minutes are not closed yet: look at what is empty below, then press once more."),
    ManagementNo.GAP_UNKNOWN.value: _("The figures were read anew meanwhile: look at them again."),
    ManagementNo.DECIDED_ALREADY.value: _("This corrective action is written down already."),
    ManagementNo.OWNER_NEEDED.value: _("Say which department or office answers for it."),
    ManagementNo.DAY_NEEDED.value: _("Say by when it is put right."),
}
BLANKS = {
    "participants": _("nobody is written down as taking part"),
    "causes": _("no cause of a missed target"),
    "findings": _("nothing that was found of a programme"),
    "decisions": _("no decision and no corrective action"),
}
