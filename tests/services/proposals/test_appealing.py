from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Contact, Proposal, ProposalEvent
from models.proposal import ProposalRefusal
from models.staff import Staff
from services.erasure import erase_contact
from services.house import House
from services.proposals import (
    ProposalReason,
    accept,
    appeal_at_desk,
    appeal_for,
    appealable_of,
    desk_until,
    open_until,
    proposal_page,
    proposals_page,
    refuse,
)
from services.proposals.forgetting import forget_old_appellants
from services.roles import RoleName, ensure_roles
from tests.conftest import HandClock
from tests.services.proposals.test_deciding import GOOD, Town
from tests.services.townsfolk import plant_staff, told

NO_APPEAL = ProposalReason.NO_APPEAL


def refused(town: Town) -> Proposal:
    return town.refuse(town.propose("Un pont"), ProposalRefusal.TOO_DEAR, "Il coûte trop.")


def appeal(town: Town, proposal: Proposal, words: str = "Il sert à l'école.") -> Proposal:
    where = town.session, town.house, town.commune
    return appeal_for(*where, town.author, proposal.reference, words)


def until_of(town: Town, proposal: Proposal, contact: Contact) -> date | None:
    return open_until(town.session, town.house, town.commune, proposal, contact)


def reason_of(work: Any) -> str:
    with pytest.raises(Refusal) as no:
        work()
    return str(no.value.reason)


def examiner(session: Session, commune: Commune, email: str) -> Staff:
    other = plant_staff(session, commune, email)
    other.roles = [ensure_roles(session)[RoleName.MODERATOR]]
    session.flush()
    return other


def test_the_refusal_tells_its_author_how_to_appeal_and_until_when(house: House, run: Any) -> None:
    def work(session: Session) -> list[str]:
        town = Town(session, house)
        proposal = town.propose("Un pont")
        town.support(proposal, town.ali)
        town.refuse(proposal, ProposalRefusal.TOO_DEAR, "Il coûte trop.")
        return told(session, house)

    author, supporter = run(work)
    assert "RECOURS P-26-0001" in author
    assert "RECOURS" not in supporter


def test_an_appeal_puts_the_idea_before_staff_again_with_the_reasons(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = refused(town)
        assert appealable_of(session, house, town.commune, town.author, [town.author.id]) == [proposal.reference]
        appeal(town, proposal)
        page = proposal_page(session, town.commune.id, proposal.reference)
        assert (page.row.view.state, page.appeal) == ("appealed", "Il sert à l'école.")
        assert proposals_page(session, town.commune.id, state="appealed")[1] == 1

    run(work)


def test_only_the_author_may_appeal_only_once_and_only_in_time(house: House, run: Any, clock: HandClock) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = refused(town)
        assert until_of(town, proposal, town.author) == date(2026, 4, 16)  # the refusal is of the 1st there
        assert until_of(town, proposal, town.ali) is None
        appeal(town, proposal)
        town.refuse(proposal, ProposalRefusal.TOO_DEAR, "Il coûte encore trop.")
        assert until_of(town, proposal, town.author) is None
        assert reason_of(lambda: appeal(town, proposal)) == ProposalReason.NO_APPEAL
        late = refused(town)
        clock.wait(days=16)
        assert reason_of(lambda: appeal(town, late)) == ProposalReason.NO_APPEAL

    run(work)


def test_a_commune_may_take_no_appeal(house: House, run: Any) -> None:
    def work(session: Session) -> list[str]:
        town = Town(session, house)
        town.commune.commitments = {"appeal_days": 0}
        assert until_of(town, refused(town), town.author) is None
        return told(session, house)

    assert "RECOURS" not in run(work)[0]


def test_the_day_told_with_a_refusal_holds_whatever_the_commune_changes_later(
    house: House, run: Any, clock: HandClock
) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        told_a_day, at_desk = refused(town), refused(town)
        at_desk.channel = "desk"
        town.commune.commitments = {"appeal_days": 0}
        told_none = refused(town)
        town.commune.commitments = {"appeal_days": 30}
        session.flush()
        session.expire_all()
        assert until_of(town, told_a_day, town.author) == date(2026, 4, 16)
        assert desk_until(session, house, town.commune.id, at_desk.reference) == date(2026, 4, 16)
        assert until_of(town, told_none, town.author) is None
        town.commune.commitments = {"appeal_days": 0}
        clock.wait(days=15)
        appeal(town, told_a_day)
        assert told_a_day.state == "appealed"

    run(work)


def test_who_refused_an_idea_leaves_its_appeal_to_somebody_else_where_there_is_one(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = refused(town)
        other = examiner(session, town.commune, "other@example.org")
        appeal(town, proposal)
        assert reason_of(lambda: town.accept(proposal)) == ProposalReason.NEEDS_ANOTHER
        again = ProposalRefusal.TOO_DEAR, "Non."
        assert reason_of(lambda: town.refuse(proposal, *again)) == ProposalReason.NEEDS_ANOTHER
        accept(session, house, town.commune.id, proposal.id, GOOD, staff_id=other.id)
        assert proposal.state == "accepted"

    run(work)


def test_a_commune_with_one_person_decides_an_appeal_all_the_same(house: House, run: Any) -> None:
    def work(session: Session) -> str:
        town = Town(session, house)
        proposal = appeal(town, refused(town))
        where = session, house, town.commune.id, proposal.id
        refuse(*where, ProposalRefusal.NOT_LAWFUL, "La loi.", staff_id=town.staff.id)
        return str(proposal.state)

    assert run(work) == "refused"


def test_an_idea_brought_to_the_desk_is_appealed_for_there_in_the_same_time(
    house: House, run: Any, clock: HandClock
) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        where = session, house, town.commune.id
        by_phone = refused(town)
        assert desk_until(*where, by_phone.reference) is None
        assert reason_of(lambda: appeal_at_desk(*where, by_phone.reference, "Non.", staff_id=None)) == NO_APPEAL
        brought = refused(town)
        brought.channel = "desk"
        assert desk_until(*where, brought.reference) == date(2026, 4, 16)
        assert reason_of(lambda: appeal_at_desk(*where, brought.reference, "  ", staff_id=None)) == NO_APPEAL
        appeal_at_desk(*where, brought.reference, "Il sert à l'école.", staff_id=town.staff.id)
        page = proposal_page(session, town.commune.id, brought.reference)
        assert (page.row.view.state, page.appeal) == ("appealed", "Il sert à l'école.")
        examiner(session, town.commune, "other@example.org")
        assert reason_of(lambda: town.accept(brought)) == ProposalReason.NEEDS_ANOTHER
        late = refused(town)
        late.channel = "desk"
        clock.wait(days=16)
        assert desk_until(*where, late.reference) is None
        assert reason_of(lambda: appeal_at_desk(*where, late.reference, "Non.", staff_id=None)) == NO_APPEAL

    run(work)


HERS = "Je m'appelle Afi Mensah, 97 00 00 01 : il sert à l'école."
KEPT = "Je m'appelle […], […] : il sert à l'école."


def words_of(session: Session) -> list[str | None]:
    return list(session.scalars(select(ProposalEvent.note).where(ProposalEvent.state == "appealed").order_by("id")))


def test_who_asks_to_be_forgotten_leaves_no_name_in_an_appeal_that_waits(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        appeal(town, refused(town), HERS)
        others = refused(town)
        others.contact_id = town.ali.id
        appeal_for(session, house, town.commune, town.ali, others.reference, HERS)
        erase_contact(session, town.author, house.clock())
        assert words_of(session) == [KEPT, HERS]

    run(work)


def test_names_in_an_appeal_go_a_year_after_it_was_decided_also_in_one_written_down_at_the_desk(
    house: House, run: Any, clock: HandClock
) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        decided, waiting, brought = (refused(town) for _time in range(3))
        brought.channel = "desk"
        for proposal in (decided, waiting):
            appeal(town, proposal, HERS)
        where = session, house, town.commune.id
        appeal_at_desk(*where, brought.reference, HERS, staff_id=town.staff.id)
        clock.wait(days=300)
        for proposal in (decided, brought):
            town.refuse(proposal, ProposalRefusal.TOO_DEAR, "Moi, c'est Jean, 97 00 00 02.")

    run(work)
    clock.wait(days=365)
    assert forget_old_appellants(house) == 0
    clock.wait(minutes=1)
    assert (forget_old_appellants(house), forget_old_appellants(house)) == (2, 0)
    assert run(words_of) == [KEPT, HERS, KEPT]
    reasons = run(lambda session: set(session.scalars(select(Proposal.reason))))
    assert "Moi, c'est Jean, 97 00 00 02." in reasons  # what staff wrote stays
