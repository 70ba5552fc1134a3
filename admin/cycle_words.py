"""The states, phases, checks and refusals of cycles and counts, as staff read them."""

from __future__ import annotations

from admin.ballot_words import REFUSALS as BALLOT_REFUSALS
from admin.pot_words import REFUSALS as POT_REFUSALS
from admin.tongue import _ as say
from admin.tongue import marked as _
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from services.approvals import ApprovalReason
from services.counting.reasons import CountReason
from services.cycles.reasons import CycleReason

STATES = {
    "draft": _("Being prepared"),
    "approved": _("Approved"),
    "closed": _("Closed"),
    "voided": _("Cancelled"),
}
STANDINGS = {
    **STATES,
    "approved": _("Approved, vote to come"),
    "voting": _("The vote is open"),
    "voted": _("Vote over, to be counted"),
    "counted": _("Counted, to be published"),
    "published": _("Result published"),
    "closed": _("Closed, result published"),
}
BADGES = {
    "draft": "wait", "approved": "good", "voting": "good", "voted": "wait", "counted": "wait", "published": "good",
    "closed": "", "voided": "bad",
}  # fmt: skip
NEXT_STEPS = {
    "voted": _("The vote is over. Once the waiting time for late messages has passed, count the ballots."),
    "counted": _("The ballots are counted. Two people now read the result and agree to publish it."),
    "published": _("The ballots are counted and everybody can read the result."),
}
PHASES = {
    PhaseKind.INFORMATION.value: _("Information"),
    PhaseKind.PROPOSALS.value: _("Proposals"),
    PhaseKind.REVIEW.value: _("Examination"),
    PhaseKind.SUPPORT.value: _("Support"),
    PhaseKind.VOTE.value: _("Vote"),
    PhaseKind.COUNT.value: _("Count"),
    PhaseKind.APPEAL.value: _("Appeals"),
    PhaseKind.WORKS.value: _("Works"),
    PhaseKind.EVALUATION.value: _("Evaluation"),
}
PHASE_HINTS = {
    PhaseKind.INFORMATION.value: _("The commune explains what is coming. Nothing is collected yet."),
    PhaseKind.PROPOSALS.value: _("Citizens send ideas by SMS or Telegram; staff can enter them at the desk."),
    PhaseKind.REVIEW.value: _("Staff accept ideas with a cost, refuse them with a reason, or merge them."),
    PhaseKind.SUPPORT.value: _("Time for citizens to support the ideas of others."),
    PhaseKind.VOTE.value: _("Citizens vote. It must begin after two people have approved this plan."),
    PhaseKind.COUNT.value: _("Time for staff to count the ballots and publish the result."),
    PhaseKind.APPEAL.value: _("Objections to the result. The key of the ballots is kept until it is over."),
    PhaseKind.WORKS.value: _("The chosen projects are built; citizens follow them."),
    PhaseKind.EVALUATION.value: _("People say what they think of what was built."),
}
LEVELS = {
    "A": _(
        "Level A: any phone number, one ballot each. Proves nothing: whoever has many numbers, or forges the sender of "
        "an SMS, votes often. 1 SMS for each ballot. Keeps no list of people."
    ),
    "B": _(
        "Level B: a phone confirmed by a code sent back. Proves that the voter reads the SMS of that number; many "
        "numbers are still many votes. 2 SMS for each ballot. Keeps no list of people."
    ),
    "C": _(
        "Level C: a voting code handed out in person. Proves that the voter has a slip; several people can share a "
        "phone. 1 SMS for each ballot, and slips to print and hand out. Keeps no list of people."
    ),
    "D": _(
        "Level D: a closed list of voters that you import. Proves that the phone is on the list; who sends from it "
        "only with a code sent back, as below. 1 SMS for each ballot, or 2, and people at the town hall who are not "
        "found. Keeps keyed hashes of the list."
    ),
}
BOTH_WAYS = {
    "paper": _("The sheet of paper counts, whenever the vote by phone came."),
    "phone": _("The vote by phone counts, and the sheet of paper is void."),
}
NEEDED_PHASES = (PhaseKind.VOTE.value, PhaseKind.APPEAL.value)
LEVEL = {
    "more_votes": _("the one with more votes"),
    "more_voters": _("the one that more people chose"),
    "lower_cost": _("the one that costs less"),
    "order": _("the one with the smaller number"),
    "id": _("the one whose number comes first in the alphabet, 10 before 2"),
    "draw": _("the one that the announced draw puts first"),
}
TIE_CHAINS = {
    "more_votes,lower_cost,order": _("More votes, then the lower cost, then the smaller number"),
    "more_votes,order": _("More votes, then the smaller number"),
    "more_votes,lower_cost,draw": _("More votes, then the lower cost, then a public draw after closing"),
    "more_votes,draw": _("More votes, then a public draw after closing"),
    "draw": _("A public draw after closing, and nothing else"),
}
"""The ways the form of a cycle offers."""
CHECKS = {
    CycleReason.CHECK_EMPTY.value: _("The plan has no phase yet."),
    CycleReason.CHECK_BACKWARDS.value: _("The phase “%(phase_1)s” ends before it begins."),
    CycleReason.CHECK_OVERLAP.value: _("The phases “%(phase_1)s” and “%(phase_2)s” overlap."),
    CycleReason.CHECK_NO_VOTE.value: _("The plan has no vote."),
    CycleReason.CHECK_VOTE_PAST.value: _("The vote must open later than now: approve the plan first."),
    CycleReason.CHECK_NO_APPEAL.value: _("The plan has no time for appeals; the key is kept until it is over."),
    CycleReason.CHECK_APPEAL_EARLY.value: _("Appeals must begin after the vote has closed."),
    CycleReason.CHECK_FEW_PROJECTS.value: _("Projects on the ballot: %(count)s. It needs at least %(fewest)s."),
    CycleReason.CHECK_TOO_DEAR.value: _("Project %(number)s costs more than the envelope and could never win."),
    CycleReason.CHECK_RULE.value: _("The way of counting is no longer there as it was chosen: choose it again."),
    CycleReason.CHECK_EXCLUSIVE.value: _(
        "Project %(number)s excludes others and is not on the ballot: keep the ballot again."
    ),
    CycleReason.CHECK_BOXES.value: _("Write in the plan and rules where people put their sheets."),
    CycleReason.CHECK_OTHER_VOTE.value: _("The vote of “%(title)s” is open at the same time."),
    CycleReason.CHECK_DRAW.value: _(
        "Two people wrote down different numbers: look together at what was drawn, and write it down again."
    ),
}
REFUSALS = {
    **CHECKS,
    **BALLOT_REFUSALS,
    **POT_REFUSALS,
    CycleReason.UNKNOWN.value: _("There is no such cycle."),
    CycleReason.TITLE_MISSING.value: _("Write a title of at most %(most)s letters."),
    CycleReason.TITLE_TAKEN.value: _("There is a cycle “%(title)s” in this year already."),
    CycleReason.YEAR_WRONG.value: _("Write the year in four digits."),
    CycleReason.ENVELOPE_WRONG.value: _("Write the envelope, more than nought."),
    CycleReason.CHOICES_WRONG.value: _("A ballot may hold 1 to %(most)s choices."),
    CycleReason.MINIMUM_WRONG.value: _("The votes a project needs are nought or more."),
    CycleReason.WAYS_NEED_CODES.value: _(
        "Votes with help, in a booth and on paper are for voting codes (level C) only: without a code nothing the "
        "person holds shows that the ballot is theirs, and whoever types could vote in others’ names."
    ),
    CycleReason.HANDS_UNFIT.value: _(
        "A show of hands tells how many hands each project has, and not whose. So a ballot must name projects (no "
        "points, no order, no sum of money), one at least, all projects must be open to everybody, and the count must "
        "be one of those that ask for votes alone: most votes first, or most votes for the money first."
    ),
    CycleReason.LEVEL_WRONG.value: _("Choose who may vote: only the levels of the list work."),
    CycleReason.AGE_WRONG.value: _("The minimum age goes from 10 to 99 years."),
    CycleReason.PER_PHONE_WRONG.value: _("From one phone 1 to %(most)s people may vote."),
    CycleReason.GRACE_WRONG.value: _("The waiting time for late messages goes from 0 minutes to 24 hours."),
    CycleReason.RULE_WRONG.value: _("This is no way of counting that the house knows."),
    CycleReason.TIE_BREAK_WRONG.value: _("The last tie-break must always decide."),
    CycleReason.PHASE_REPEATED.value: _("Each phase can be there once."),
    CycleReason.NOT_DRAFT.value: _("“%(title)s” is approved: its plan and its rules no longer change."),
    CycleReason.NOT_APPROVED.value: _("This cycle is not approved."),
    CycleReason.OVER.value: _("This cycle is over: its result stays as it is."),
    CycleReason.NOT_FROZEN.value: _("Freeze the rules first."),
    CycleReason.CHANGED.value: _("Something has changed since the rules were frozen. Read them again and freeze them."),
    CycleReason.IDEAS_TO_COME.value: _(
        "Ideas are still gathered or examined. Wait until that is over, or tick that later ideas are for a later vote."
    ),
    CycleReason.BACKUP_NEEDED.value: _("Print the key and confirm its backup first."),
    CycleReason.BACKUP_DONE.value: _("The backup of the key is confirmed; the key is not shown again."),
    CycleReason.BACKUP_WRONG.value: _("These are not the last four characters of the printed key."),
    CycleReason.KEY_GONE.value: _("The key of this cycle is not on this machine."),
    CycleReason.KEY_WRONG.value: _("This is not the key of this cycle."),
    CycleReason.KEY_DAMAGED.value: _(
        "The key file of this cycle is damaged. Whoever looks after the server moves cycle-%(number)s.key out of the "
        "folder of the keys. Then freeze the rules again and print the new key."
    ),
    CycleReason.RULES_ALTERED.value: _("The frozen rules are not those that were approved. Nothing is counted."),
    CycleReason.NOT_ALONE.value: _("Another person can say yes; two are needed."),
    CycleReason.STAFF_FIRST.value: _("A member of staff says yes first, then the witness."),
    CycleReason.NOTICE_RUNS.value: _("The public notice of 48 hours still runs."),
    CycleReason.REASON_NEEDED.value: _("Write the reason. Everybody will read it."),
    CycleReason.NOT_PUBLISHED.value: _("The key stays until the result is published: without it nobody could count."),
    CycleReason.APPEAL_RUNS.value: _("The key stays until the time for appeals is over."),
    CycleReason.NUMBERS_DRAWN.value: _("No number of this ballot waits for a draw: each project is drawn once."),
    CycleReason.PROJECT_TAKEN.value: _("Project %(number)s cannot be put on this ballot."),
    CycleReason.EXCLUSIVE_LONE.value: _(
        "Project %(number)s stands alone in a line: it takes two that exclude each other."
    ),
    CycleReason.EXCLUSIVE_OFF_BALLOT.value: _("Project %(number)s is not on the ballot and can exclude none."),
    CycleReason.EXCLUSIVE_TOO_MANY.value: _("At most %(most)s lines of projects can exclude each other."),
    ApprovalReason.GIVEN_ALREADY.value: _("You have said yes already. A second person has to."),
}
COUNT_REFUSALS = {
    CountReason.TOO_EARLY.value: _(
        "The ballots stay closed until the vote and the waiting time for late messages are over."
    ),
    CountReason.NO_VOTE.value: _("This cycle has no vote."),
    CountReason.BOX_OPEN.value: _(
        "The ballot box of %(place)s is not closed: each sheet is entered first, then a second person closes it."
    ),
    CountReason.MEETING_OPEN.value: _(
        "The sheet of the show of hands at %(place)s is not confirmed: a second person types it, or it is made void."
    ),
    CountReason.NO_RUN.value: _("Nothing has been counted yet."),
    CountReason.OUTDATED.value: _("The count has changed since you read it. Read it again below."),
    CountReason.PUBLISHED.value: _("The result is published."),
    CountReason.DRAW_MISSING.value: _("The announced draw comes first: two people write down what it gave."),
    CountReason.NO_DRAW.value: _("The rules of this cycle announce no draw."),
    CountReason.DRAW_DONE.value: _("What was drawn is written down; it stays."),
    CountReason.DRAW_UNREADABLE.value: _(
        "Write the %(count)s numbers that were drawn, from 0 to %(greatest)s, in their order, such as 4 11 27."
    ),
}


def say_fault(fault: Refusal) -> str:
    """Return what a check found, in the language of this request."""
    values = {
        name: say(PHASES[str(value)]) if name.startswith("phase_") else value for name, value in fault.values.items()
    }
    return say({**REFUSALS, **COUNT_REFUSALS}[str(fault.reason)], **values)
