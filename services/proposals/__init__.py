"""Citizens' ideas: received while the phase is open, supported, then accepted, refused or merged by staff.

What lives here: the use cases on proposals and what is read of them. Every decision leaves an event, an audit entry
and words to the authors and the supporters. What never happens here: showing who proposed or who supports.
"""

from services.proposals.accept import Acceptance, accept
from services.proposals.alike import similar_projects, similar_proposals
from services.proposals.appealing import EXAMINERS, appeal_at_desk, appeal_for, appealable_of, desk_until, open_until
from services.proposals.authors import authors_of, proposes
from services.proposals.backers import Backers, Present, backers_of, give_code, note_backers
from services.proposals.close import merge, refuse
from services.proposals.joining import join, leave
from services.proposals.queue import ProposalPage, ProposalRow, proposal_page, proposal_row, proposals_page
from services.proposals.reading import find_proposal, supports_of, view_of
from services.proposals.reasons import ProposalReason
from services.proposals.submit import Author, Idea, submit_at_desk, submit_proposal, why_not_submit
from services.proposals.support import heir_of, stance_of, support_proposal

__all__ = [
    "EXAMINERS",
    "Acceptance",
    "Author",
    "Backers",
    "Idea",
    "Present",
    "ProposalPage",
    "ProposalReason",
    "ProposalRow",
    "accept",
    "appeal_at_desk",
    "appeal_for",
    "appealable_of",
    "authors_of",
    "backers_of",
    "desk_until",
    "find_proposal",
    "give_code",
    "heir_of",
    "join",
    "leave",
    "merge",
    "note_backers",
    "open_until",
    "proposal_page",
    "proposal_row",
    "proposals_page",
    "proposes",
    "refuse",
    "similar_projects",
    "similar_proposals",
    "stance_of",
    "submit_at_desk",
    "submit_proposal",
    "support_proposal",
    "supports_of",
    "view_of",
    "why_not_submit",
]
