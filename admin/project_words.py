"""The states and refusals of proposals and projects, as staff read them."""

from __future__ import annotations

from admin.tongue import marked as _
from services.projects import ProjectReason
from services.proposals import ProposalReason
from services.requests import RequestNo
from services.sent_files import PhotoState

PROPOSAL_STATES = {
    "received": _("To examine"),
    "accepted": _("Accepted"),
    "refused": _("Refused"),
    "merged": _("Merged"),
    "appealed": _("Appealed, to decide again"),
}
REFUSAL_CODES = {
    "not_communal": _("It is not the commune's task"),
    "too_dear": _("It costs too much"),
    "not_feasible": _("It cannot be built"),
    "already_planned": _("It is already planned"),
    "not_lawful": _("The law does not allow it"),
    "not_clear": _("It is not clear enough"),
}
PRICE_REASONS = {
    "mistyped": _("The price was mistyped"),
    "estimate": _("There is a new estimate"),
    "works": _("What will be built changed"),
    "market": _("What things cost changed"),
    "other": _("Another reason"),
}
PROJECT_STATES = {
    "on_ballot": _("On the ballot"),
    "not_funded": _("Voted, not chosen"),
    "funded": _("Voted, chosen: works to come"),
    "under_way": _("Works under way"),
    "done": _("Done"),
    "abandoned": _("Given up"),
}
PROJECT_STANDINGS = {
    **PROJECT_STATES,
    "for_later_vote": _("For a later vote"),
}
PROJECT_FILTERS = {**PROJECT_STATES, "on_ballot": _("Not decided yet")}
PHOTOS = {
    PhotoState.PENDING.value: _("A photo was sent; it has not been fetched yet."),
    PhotoState.GONE.value: _("A photo was sent, but it could not be fetched."),
    PhotoState.DEMONSTRATION.value: _("A photo was sent in the demonstration."),
}
VOICES = {
    PhotoState.PENDING.value: _("A voice message was sent; it has not been fetched yet."),
    PhotoState.GONE.value: _("A voice message was sent, but it could not be kept. Its author was told."),
    PhotoState.DEMONSTRATION.value: _("A voice message was sent in the demonstration."),
}
BADGES = {
    "received": "wait", "accepted": "good", "refused": "bad", "merged": "", "appealed": "wait", "for_later_vote": "",
    "on_ballot": "wait", "not_funded": "", "funded": "good", "under_way": "wait", "done": "good", "abandoned": "bad",
}  # fmt: skip
PROPOSAL_REFUSALS = {
    ProposalReason.CLOSED.value: _("No cycle takes proposals now."),
    ProposalReason.OPEN_LATER.value: _("Proposals are not open yet. The cycle's page says from when."),
    ProposalReason.UNKNOWN.value: _("There is no such proposal."),
    ProposalReason.NOT_SUPPORTABLE.value: _("Proposal %(reference)s is closed and takes no more support."),
    ProposalReason.TITLE_MISSING.value: _("Write what is proposed."),
    ProposalReason.ZONE_UNKNOWN.value: _("Choose a zone of the list."),
    ProposalReason.DECIDED.value: _("Proposal %(reference)s has been decided meanwhile. Read it again below."),
    ProposalReason.NO_APPEAL.value: _("No appeal is taken for proposal %(reference)s any more."),
    ProposalReason.NEEDS_ANOTHER.value: _(
        "You refused this proposal yourself: an appeal is decided by somebody else of the commune."
    ),
    ProposalReason.VOICE_NOT_TAKEN.value: _("Proposal %(reference)s takes no voice message."),
    ProposalReason.TOO_MANY_VOICES.value: _("Proposal %(reference)s has %(most)s voice messages already."),
    ProposalReason.BACKERS_WRONG.value: _("Choose associations and a session of the lists, and a number of people."),
    ProposalReason.NOT_JOINABLE.value: _("Proposal %(reference)s is decided and takes no more authors."),
    ProposalReason.TOO_MANY_AUTHORS.value: _("Proposal %(reference)s takes no more than %(most)s authors."),
    ProposalReason.DEPARTMENT_NEEDED.value: _("Name the department that studies it."),
    ProposalReason.NO_SUCH_STAFF.value: _("Choose somebody of the list."),
    ProposalReason.STUDY_DAY_PAST.value: _("Choose a day that is still to come."),
    ProposalReason.COST_NEEDED.value: _("A project needs its cost, more than nought."),
    ProposalReason.REASON_NEEDED.value: _("Choose the kind of refusal and write the reason. The citizen will read it."),
    RequestNo.NO_SUCH_REFERENCE.value: _("Nothing has the number %(reference)s. Check it and write it again."),
    ProposalReason.MERGE_WITH_ITSELF.value: _("A proposal cannot be merged into itself."),
    ProposalReason.MERGE_TARGET_CLOSED.value: _("Proposal %(reference)s is closed; choose one that is not."),
}
PROJECT_REFUSALS = {
    ProjectReason.NO_SUCH.value: _("There is no such project."),
    ProjectReason.NAME_MISSING.value: _("Write both the title and the short name (%(language)s)."),
    ProjectReason.NAME_TOO_LONG.value: _(
        "This name is too long (%(language)s): it takes %(length)s places, %(most)s are allowed."
    ),
    ProjectReason.NAME_LETTERS.value: _(
        "The short name “%(name)s” has a letter that makes every SMS dearer. Write it with plain letters."
    ),
    ProjectReason.NOT_FUNDED.value: _("Project %(number)s has no money yet: works are followed once it is chosen."),
    ProjectReason.PROGRESS_WRONG.value: _("Progress goes from 0 to 100."),
    ProjectReason.SPENT_WRONG.value: _("Write what has been spent so far, nought or more."),
    ProjectReason.DONE_DAY_NEEDED.value: _("Write on which day the works were finished."),
    ProjectReason.DONE_DAY_LATER.value: _("The works cannot be finished on a day that is still to come."),
    ProjectReason.PROOF_NEEDED.value: _("Name the proof: the minutes of acceptance, or the address of a picture."),
    ProjectReason.REASON_NEEDED.value: _("Write why the project is given up. Its followers will read it."),
    ProjectReason.HELD_BY_VOTE.value: _(
        "A vote holds project %(number)s: its price and names stand in the approved rules and change no more."
    ),
    ProjectReason.CHANGED_MEANWHILE.value: _(
        "Changed meanwhile by %(who)s, %(at_moment)s: nothing was kept. Look again at what changed, below; what you "
        "typed is still there, and you may send it once more."
    ),
    ProjectReason.PRICE_WRONG.value: _("A project needs its cost, more than nought."),
    ProjectReason.PRICE_REASON_NEEDED.value: _(
        "Say why the price changes; another reason needs its words. Everybody reads it."
    ),
    ProjectReason.NO_SUCH_ZONE.value: _("Choose a zone of the list."),
    ProjectReason.CANNOT_FOLLOW.value: _("Works that have begun cannot go back to being planned."),
}
