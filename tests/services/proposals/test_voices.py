"""A voice message goes with its idea to the staff alone, and is erased in time, file and row."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact, Proposal, ProposalVoice
from models.proposal import ProposalRefusal
from services.erasure import erase_contact
from services.house import House
from services.periods import VOICES
from services.proposals import Idea, refuse
from services.proposals.voices import MOST, add_voice, drop_voices, open_voice, tell_not_heard, voices_of, write_down
from services.sent_files import PhotoState, wanted_files
from services.uploads import keep_voice, path_of
from tests.conftest import HandClock
from tests.services.proposals.test_authors import Together
from tests.services.townsfolk import told
from tests.services.uploads.sounds import voice


class Spoken(Together):
    """A town where people speak."""

    def speak(self, proposal: Proposal, contact: Any = None, file_id: str = "AwAD") -> ProposalVoice:
        who = contact or self.author
        return add_voice(self.session, self.house, proposal, who, self.line.id, file_id)


def test_a_voice_of_an_author_waits_for_the_line_it_came_on(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Spoken(session, house)
        proposal = town.propose("Un forage")
        town.join(proposal, town.ali)
        town.speak(proposal)
        town.speak(proposal, town.ali, "AwAE")
        assert [one.state for one in voices_of(session, proposal.id)] == [PhotoState.PENDING] * 2
        assert [(one.file_id, one.is_voice) for one in wanted_files(session, town.line.id)] == [
            ("AwAD", True), ("AwAE", True),
        ]  # fmt: skip

    run(work)


def test_only_authors_send_some_and_only_until_it_is_decided(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Spoken(session, house)
        proposal = town.propose("Un forage")
        with pytest.raises(Refusal, match="voice_not_taken"):
            town.speak(proposal, town.ali)
        for _time in range(MOST):
            town.speak(proposal)
        with pytest.raises(Refusal, match="too_many_voices"):
            town.speak(proposal)
        other = town.propose("Un pont")
        town.refuse(other, ProposalRefusal.TOO_DEAR, "Trop cher.")
        with pytest.raises(Refusal, match="voice_not_taken"):
            town.speak(other)

    run(work)


def test_what_staff_hear_becomes_the_words_of_the_idea_and_its_authors_are_told(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Spoken(session, house)
        proposal, typed = town.propose("Message vocal"), town.propose("Un pont")
        town.speak(proposal)
        where = {"staff_id": town.staff.id}
        write_down(session, house, town.commune.id, proposal.id, Idea("Un forage à Zongo", "Près de l'école"), **where)
        assert (proposal.title, proposal.description) == ("Un forage à Zongo", "Près de l'école")
        assert "P-26-0001 s'appelle : Un forage à Zongo." in told(session, house)[-1]
        with pytest.raises(Refusal):  # nobody changes what a citizen has typed
            write_down(session, house, town.commune.id, typed.id, Idea("Autre"), **where)

    run(work)


def test_who_spoke_hears_that_it_did_not_arrive(house: House, run: Any) -> None:
    def work(session: Session) -> list[str]:
        town = Spoken(session, house)
        tell_not_heard(session, house, town.speak(town.propose("Un forage")).id)
        return told(session, house)

    assert "Votre message vocal pour P-26-0001 n'est pas arriv" in run(work)[0]


def plant_kept(house: House) -> tuple[str, int]:
    """Keep a voice with an idea; return its file and the idea's id."""
    kept = keep_voice(house, voice()).stored_as

    def work(session: Session) -> int:
        town = Spoken(session, house)
        proposal = town.propose("Un forage")
        town.speak(proposal).file = kept
        assert open_voice(session, house, town.commune.id, proposal.reference, 1).media_type == "audio/ogg"
        return proposal.id

    return kept, house.work.write(work)


def test_a_voice_is_erased_some_time_after_the_decision(house: House, clock: HandClock) -> None:
    kept, proposal_id = plant_kept(house)

    def decide(session: Session) -> None:
        where = session.get_one(Proposal, proposal_id).commune_id
        refuse(session, house, where, proposal_id, ProposalRefusal.TOO_DEAR, "Trop cher.", staff_id=None)

    clock.wait(days=VOICES.days + 1)
    assert drop_voices(house) == 0  # not decided yet
    house.work.write(decide)
    clock.wait(days=VOICES.days - 1)
    assert drop_voices(house) == 0 and path_of(house, kept).is_file()
    clock.wait(days=2)
    assert drop_voices(house) == 1 and not path_of(house, kept).exists()
    assert house.work.read(lambda session: session.scalar(select(ProposalVoice.id))) is None


def test_the_voice_of_who_asks_to_be_forgotten_is_heard_no_more_and_erased(house: House, clock: HandClock) -> None:
    kept, proposal_id = plant_kept(house)

    def forget(session: Session) -> None:
        proposal = session.get_one(Proposal, proposal_id)
        erase_contact(session, session.get_one(Contact, proposal.contact_id), house.clock())
        assert voices_of(session, proposal_id) == ()
        with pytest.raises(Refusal):
            open_voice(session, house, proposal.commune_id, proposal.reference, 1)

    house.work.write(forget)
    assert drop_voices(house) == 1 and not path_of(house, kept).exists()
