"""Several people propose one idea: an author hands a code on, whoever sends it joins, and each may leave again.

Nobody is made an author by somebody else: the code is the authors' yes, sending it from one's own phone is one's own.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from hmac import compare_digest

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.views.proposals import Joined
from budgeting.refusal import Refusal
from models import CoAuthor, Contact, Follower, Project, Proposal, Support
from services.house import House
from services.proposals.authors import PURPOSE, authors_of, joined_to, proposed_by, proposes
from services.proposals.reading import UNDECIDED, get_proposal
from services.proposals.reasons import ProposalReason
from services.proposals.support import heir_of
from services.proposals.words import joined_words
from services.rows import put_new
from services.same_phone import contacts_of_phone
from services.sent_files import GONE, PhotoState, state_of_photo
from services.telling import tell

MOST_AUTHORS = 20
"""More people than write an idea together; the rest support it."""
MOST_TRIES = 10
"""Wrong codes for one idea, of 7000 that there are; then its authors ask for another."""
FIRST_CODE, CODES = 3000, 7000
"""Four digits that are no year and have no nought in front, so that they are read as they were written."""


def join(
    session: Session, house: House, proposal: Proposal, contact: Contact, line_id: int, code: str | None
) -> tuple[Proposal, Joined]:
    """Let a contact who was given the code join the authors, and return the proposal that lives with what came of it.

    An author gets the code to hand on instead. `Refusal` once it is decided, or where there are too many authors.
    """
    given = get_proposal(session, proposal.commune_id, proposal.id)
    living = heir_of(session, given)
    if living.state not in UNDECIDED:
        raise Refusal(ProposalReason.NOT_JOINABLE, reference=living.reference)
    if proposes(session, living, contact.id):
        code_of(living)
        return living, Joined.AUTHOR
    if not code:
        return living, Joined.NO_CODE
    both = [given] if given is living else [given, living]
    if not any(compare_digest(code, one.author_code) for one in both if one.author_code):
        for one in both:
            _note_wrong(one)
        return living, Joined.WRONG_CODE
    if len(authors_of(session, living)) >= MOST_AUTHORS:
        raise Refusal(ProposalReason.TOO_MANY_AUTHORS, reference=living.reference, most=MOST_AUTHORS)
    tell(session, house, living.contact_id, living.line_id, joined_words(living), purpose=PURPOSE)
    add_author(session, house, living, contact.id, line_id)
    return living, Joined.NEW


def code_of(proposal: Proposal) -> str:
    """Return the code that lets others join, a new one where there is none."""
    if proposal.author_code is None:
        proposal.author_code, proposal.author_tries = str(FIRST_CODE + secrets.randbelow(CODES)), 0
    return proposal.author_code


def add_author(session: Session, house: House, proposal: Proposal, contact_id: int, line_id: int | None) -> None:
    """Make a contact an author, the first where there is none; an author is told as one, and no supporter beside it."""
    people = contacts_of_phone(session, session.get_one(Contact, contact_id))
    supports = (Support.proposal_id == proposal.id, Support.contact_id.in_([one.id for one in people]))
    session.execute(delete(Support).where(*supports))
    if line_id is None or proposes(session, proposal, contact_id):
        return
    if proposal.contact_id is None:
        proposal.contact_id, proposal.line_id = contact_id, line_id
        return
    row = {"proposal_id": proposal.id, "contact_id": contact_id, "line_id": line_id, "made_at": house.clock()}
    put_new(session, CoAuthor, "proposal_id", "contact_id", **row)


def leave(session: Session, proposal: Proposal, contact: Contact) -> bool:
    """Let an author leave: told nothing more of this idea and its project; False for who is none.

    The idea stays with the others; who joined first of them is its first author then.
    """
    given = get_proposal(session, proposal.commune_id, proposal.id)
    mine = {one.id for one in contacts_of_phone(session, contact)}
    both = {one.id: one for one in (given, heir_of(session, given))}
    left = [_leave(session, one, mine) for one in both.values()]
    return any(left)


def _leave(session: Session, proposal: Proposal, mine: Collection[int]) -> bool:
    theirs = {proposal.contact_id, *(one.contact_id for one in joined_to(session, proposal.id))}
    if theirs.isdisjoint(mine):
        return False
    drop_authors(session, proposal, mine)
    project = select(Project.id).where(Project.proposal_id == proposal.id)
    session.execute(delete(Follower).where(Follower.project_id.in_(project), Follower.contact_id.in_(mine)))
    return True


def drop_authors(session: Session, proposal: Proposal, contact_ids: Collection[int]) -> None:
    """Take some contacts from the authors; where the first is among them, who joined next is the first."""
    rows = (CoAuthor.proposal_id == proposal.id, CoAuthor.contact_id.in_(contact_ids))
    session.execute(delete(CoAuthor).where(*rows))
    if proposal.contact_id not in contact_ids:
        return
    first = next(iter(joined_to(session, proposal.id)), None)
    if state_of_photo(proposal.photo) is PhotoState.PENDING and (first is None or first.line_id != proposal.line_id):
        proposal.photo = f"{GONE}left"  # only the line on which it came can fetch it
    proposal.contact_id, proposal.line_id = (first.contact_id, first.line_id) if first else (None, None)
    if first:
        session.execute(
            delete(CoAuthor).where(CoAuthor.proposal_id == proposal.id, CoAuthor.contact_id == first.contact_id)
        )
    session.flush()


def forget_author(session: Session, contact_id: int) -> None:
    """Take somebody who asks to be forgotten from the authors of all their ideas."""
    for proposal in session.scalars(select(Proposal).where(proposed_by([contact_id])).with_for_update()).all():
        drop_authors(session, proposal, [contact_id])


def _note_wrong(proposal: Proposal) -> None:
    proposal.author_tries += 1
    if proposal.author_tries >= MOST_TRIES:
        proposal.author_code = None
