"""What is read of proposals: one by its reference, those like a title, the view others may see."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from rapidfuzz import fuzz, process
from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from bot.ports import ProposalView
from bot.understanding.fold import fold
from budgeting.refusal import Refusal
from models import Contact, Cycle, Project, Proposal, Study, Support, Zone
from models.cycle import CycleState
from models.proposal import ProposalState
from services.proposals.authors import authors_of, proposed_by
from services.proposals.reasons import ProposalReason
from services.requests.alike import same_word
from services.requests.reasons import RequestNo
from services.zones import named_zones

ALIKE = 72  # of 100: "forage a Zongo" and "forage au quartier Zongo" are alike, "marche de Zongo" is not
LOOKED_AT = 2000
SHORTEST = 3
"""Letters of a word that two titles may share: `eau`, and none of the small ones."""
UNDECIDED = (ProposalState.RECEIVED, ProposalState.APPEALED)
LIVING = (ProposalState.RECEIVED, ProposalState.ACCEPTED)
_LITTLE = (
    "au aux avec dans de des du en et la le les notre nos par pour sur un une a an and at for in new of our the to"
    " في من على الى ل و"
)
EMPTY_WORDS = frozenset(_LITTLE.split())


def find_proposal(session: Session, commune_id: int, reference: str) -> Proposal:
    """Return the commune's proposal of that reference; `Refusal` where there is none."""
    wanted = reference.strip().upper()
    query = select(Proposal).where(Proposal.commune_id == commune_id, Proposal.reference == wanted)
    found = session.scalar(query)
    if found is None:
        raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=wanted[:16])
    return found


def get_proposal(session: Session, commune_id: int, proposal_id: int) -> Proposal:
    """Return and lock the commune's proposal of that id; one of another commune is not found."""
    query = select(Proposal).where(Proposal.id == proposal_id, Proposal.commune_id == commune_id).with_for_update()
    found = session.scalar(query)
    if found is None:
        raise Refusal(ProposalReason.UNKNOWN)
    return found


def similar_proposals(
    session: Session, commune_id: int, title: str, limit: int = 3, *, but: int | None = None
) -> list[Proposal]:
    """Return living proposals whose titles say nearly the same, the most alike first; `but` is left out.

    Where one title holds all the words of another, both are as alike as can be: of those the one comes first that has
    least besides, of equals the latest. A place that both name makes nothing alike, two places keep ideas apart.
    """
    places = _places(session, commune_id)
    wanted, where = _gist(title, places)
    if not wanted:
        return []
    titles = [row for row in session.execute(_titles(commune_id)) if row[0] != but]
    read = {proposal_id: _gist(other, places) for proposal_id, other in titles}
    known = {
        proposal_id: gist
        for proposal_id, (gist, there) in read.items()
        if gist and not (where and there and where.isdisjoint(there))
    }
    matches = process.extract(wanted, known, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=None)
    matches.sort(key=lambda match: (-match[1], -fuzz.token_sort_ratio(wanted, match[0]), -match[2]))
    # Words are compared two by two in the few that are alike as a whole, and in no more of these than are wanted.
    alike = (proposal_id for gist, _score, proposal_id in matches if gist == wanted or _shares_a_word(wanted, gist))
    return [session.get_one(Proposal, proposal_id) for proposal_id in islice(alike, limit)]


def view_of(session: Session, proposal: Proposal) -> ProposalView:
    """Return a proposal as anybody may see it."""
    target = session.get(Proposal, proposal.merged_into_id) if proposal.merged_into_id else None
    zone = session.get(Zone, proposal.zone_id) if proposal.zone_id else None
    cycle = session.get(Cycle, proposal.cycle_id) if proposal.cycle_id else None
    study = session.get(Study, proposal.id) if proposal.state in UNDECIDED else None
    return ProposalView(
        reference=proposal.reference,
        title=proposal.title,
        state=str(proposal.state),
        zone=zone.name if zone else None,
        cost=proposal.cost,
        reason=proposal.reason,
        supports=supports_of(session, proposal.id),
        project_number=session.scalar(select(Project.number).where(Project.proposal_id == proposal.id)),
        merged_into=target.reference if target else None,
        authors=len(authors_of(session, proposal)),
        studied_by=study.department if study else None,
        studied_until=study.due_on if study else None,
        is_for_later_vote=proposal.state == ProposalState.RECEIVED
        and (cycle is None or cycle.state != CycleState.DRAFT),
    )


def supports_of(session: Session, proposal_id: int) -> int:
    """Return how many people support a proposal, each once on whichever channels; its authors are not among them."""
    return session.scalar(count_supports(proposal_id)) or 0


def count_supports(proposal_id: int | SQLColumnExpression[int]) -> Select[int]:
    """Return the query of how many people support a proposal."""
    person = func.coalesce(Contact.phone_hash, Contact.channel + ":" + Contact.address_hash)
    query = select(func.count(person.distinct())).join(Support, Support.contact_id == Contact.id)
    return query.where(Support.proposal_id == proposal_id)


def references_of(session: Session, commune_id: int, contact_ids: Collection[int], *, limit: int = 5) -> list[str]:
    """Return the references of some contacts' proposals, newest first."""
    mine = (Proposal.commune_id == commune_id, proposed_by(contact_ids))
    query = select(Proposal.reference).where(*mine)
    return list(session.scalars(query.order_by(Proposal.id.desc()).limit(limit)))


def _titles(commune_id: int) -> Select[int, str]:
    return (
        select(Proposal.id, Proposal.title)
        .where(Proposal.commune_id == commune_id, Proposal.state.in_(LIVING))
        .order_by(Proposal.id.desc())
        .limit(LOOKED_AT)
    )


def _gist(title: str, places: Collection[str]) -> tuple[str, frozenset[str]]:
    """Return the words that say what is proposed, as one text, and those that say where.

    Where all its words name places (a zone may be called `Marché`), they are what is proposed.
    """
    words = fold(title).split()
    full = [word for word in words if word not in EMPTY_WORDS]
    telling = [word for word in full if word not in places]
    return " ".join(telling or full), frozenset(words).intersection(places)


def _places(session: Session, commune_id: int) -> frozenset[str]:
    """Return the words in the names of the commune's zones that no small word is."""
    names = named_zones(session, commune_id)
    return frozenset(word for _number, name in names for word in fold(name).split()) - EMPTY_WORDS


def _shares_a_word(one: str, other: str) -> bool:
    """Is a word of one in the other too, in another form perhaps, or with a fault of spelling?"""
    ours, others = _long_words(one), _long_words(other)
    return not ours.isdisjoint(others) or any(same_word(mine, others) for mine in ours)


def _long_words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) >= SHORTEST}
