"""What states, categories and rules are called on the public pages."""

from __future__ import annotations

from portal.tongue import marked as _

KINDS = {
    "line": _("Line of the budget"),
    "programme": _("Programme"),
    "project": _("Project"),
    "document": _("Document"),
    "answer": _("Question answered"),
    "follow_up": _("Promise of the commune"),
}
CATEGORIES = {
    "budget": _("Budget"),
    "account": _("Account"),
    "report": _("Report"),
    "guide": _("Guide"),
    "civic_guide": _("Guide for associations"),
    "minutes": _("Minutes"),
    "other": _("Other document"),
}
MOMENTS = {"before": _("Before the works"), "during": _("During the works"), "after": _("After the works")}
PHASES = {
    "information": _("Information"),
    "proposals": _("Proposals are open"),
    "review": _("The commune examines the proposals"),
    "support": _("Proposals look for support"),
    "vote": _("The vote is open"),
    "count": _("Counting"),
    "appeal": _("Objections can be made"),
    "works": _("Works"),
    "evaluation": _("Evaluation"),
}
PHASE_NAMES = {
    "information": _("Information"),
    "proposals": _("Proposals"),
    "review": _("Examination"),
    "support": _("Support"),
    "vote": _("Vote"),
    "count": _("Counting"),
    "appeal": _("Objections"),
    "works": _("Works"),
    "evaluation": _("Evaluation"),
}
"""What the stages of a plan are called, open or not."""
MATTERS = {
    "cycle_plan": _("the plan and the rules of the vote are to be approved."),
    "cycle_result": _("the result of the vote is to be published."),
    "cycle_void": _("the vote is to be cancelled."),
    "cycle_key_end": _("the key that opens the ballots is to be destroyed."),
    "roll_addition": _("somebody is to be added to the list of voters."),
    "ballot_box": _("a ballot box whose sheets are all entered is to be closed."),
    "count_sheet": _("the sheet of a show of hands is to be confirmed by who typed it."),
    "cycle_draw": _("what the public draw gave is to be written down."),
    "cycle_numbers": _("the numbers on the ballot are to be given as they were drawn in public."),
    "broadcast": _("a message is to be sent to everybody who asked for such news."),
}
AGREED = {
    "cycle_plan": _("the plan and the rules"),
    "cycle_result": _("the publication of the result"),
    "cycle_void": _("the cancelling of the vote"),
    "cycle_key_end": _("the end of the key"),
    "ballot_box": _("the closing of a ballot box"),
    "count_sheet": _("the sheet of a show of hands"),
}
"""What an outside witness agreed to."""
BALLOTS = {
    "approval": _("Voters choose projects; every choice weighs the same."),
    "knapsack": _("Voters choose projects that the money can pay for together; every choice weighs the same."),
    "points": _("Voters share out %(points)s points, %(each)s at most for one project."),
    "ranking": _("Voters put projects in order: of %(count)s, the first gets %(count)s points, each later one 1 less."),
}
"""What stands on a ballot."""
IDENTITY_LEVELS = {
    "A": _("any phone number, one ballot each"),
    "B": _("a phone number confirmed by a code sent back, one ballot each"),
    "C": _("a phone and a voting code handed out in person"),
    "D": _("people on a closed list of voters, one ballot each"),
}
SHEETS_VOID = {
    "no_code": _("no code"),
    "code_unreadable": _("the code cannot be read"),
    "code_not_good": _("the code is not good"),
    "no_choice": _("no choice that can be read"),
    "too_many": _("more than is allowed"),
    "twice": _("the same code twice on paper"),
    "by_phone": _("voted by phone"),
    "other": _("another reason"),
    "others": _("several reasons together"),
}
CONFIDENCE = {
    "A": _("read in the text itself"),
    "B": _("from a solid account"),
    "C": _("not confirmed: the lesson says “usually”"),
}
TIE_BREAKS = {
    "more_votes": _("the one with more votes"),
    "more_voters": _("the one that more people chose"),
    "lower_cost": _("the one that costs less"),
    "order": _("the one with the smaller number"),
    "id": _("the one whose number comes first in the alphabet, 10 before 2"),
    "draw": _("the one that the announced draw puts first"),
}
"""How projects that are level are put in order, one after another until nobody is level."""
GO_ON = {
    404: (_("There is no such page"), _("The address may be mistyped, or the page was taken away.")),
    405: (_("There is no such page"), _("The address may be mistyped, or the page was taken away.")),
    413: (_("This is too large"), _("Go back and send less.")),
    503: (_("The printer is busy"), _("Many people print just now. Try again in a minute.")),
    500: (_("Something went wrong here"), _("It is not your fault. Try again in a few minutes.")),
}
REQUEST_STATES = {
    "received": _("Being worked on"),
    "paused": _("Waiting for the person who asked"),
    "extended": _("More time was taken"),
    "answered": _("Answered"),
    "refused": _("Refused"),
    "closed": _("Closed"),
}
FOLLOW_UP_STATES = {
    "not_started": _("Not begun"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "abandoned": _("Given up"),
}
FOLLOW_UP_LISTS = {
    "open": _("Still awaited"),
    "late": _("Late"),
    **FOLLOW_UP_STATES,
}
PRINCIPLES = {
    "transparency": _("Transparency"),
    "participation": _("Taking part"),
    "accountability": _("Accountability"),
    "technology": _("Technology"),
}
JUDGED = {"result": _("Result indicators"), "impact": _("Impact indicators")}
PROOFS = {"document": _("Document"), "figure": _("Figure"), "photo": _("Photo")}
REQUEST_KINDS = {"question": _("Question"), "formal": _("Formal request")}
