"""What somebody sent is theirs on every channel of the same proven phone, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sms.clean import LONGEST
from bot.views.requests import RequestView, objection_to
from budgeting.refusal import Refusal
from models import InformationRequest
from models.project import ProjectState
from services.contacts import Visitor
from services.desk import Desk
from services.desk.scope import Scope
from services.house import House
from services.requests.deciding import close
from services.requests.pausing import ask_back
from tests.services.projects.test_works import Site
from tests.services.townsfolk import plant_contact

NUMBER, OTHER = "+22997000001", "+22997000002"


class Phones:
    """A person with SMS and Telegram on one proven number, and somebody who has proven nothing."""

    def __init__(self, session: Session, house: House) -> None:
        self.session, self.house = session, house
        self.site = Site(session, house, ProjectState.DONE)
        mine, other = (house.vault.hash("phone", number) for number in (NUMBER, OTHER))
        self.sms = self.desk("+22997000001", phone_hash=mine)
        self.telegram = self.desk("tg-1", channel="telegram", phone_hash=mine)
        self.unproven = self.desk("tg-2", channel="telegram")
        self.other = self.desk("tg-3", channel="telegram", phone_hash=other)

    def desk(self, address: str, **values: Any) -> Desk:
        site = self.site
        contact = plant_contact(self.session, self.house, site.commune, address, **values)
        return Desk(Scope(self.session, self.house, site.line, Visitor(contact, site.commune, None), None,
                          self.house.clock(), 1))  # fmt: skip

    def row(self) -> InformationRequest:
        return self.session.scalars(select(InformationRequest)).one()


def test_references_are_listed_on_both_channels(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        reported = phones.telegram.report_works(phones.site.project.number, "la pompe fuit", None).reference
        assert phones.sms.my_references() == phones.telegram.my_references() == [asked, reported]
        assert phones.unproven.my_references() == phones.other.my_references() == []

    run(work)


def test_what_is_asked_back_is_answered_from_the_other_channel(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        common = {"commune_id": phones.site.commune.id, "request_id": phones.row().id, "staff_id": phones.site.staff.id}
        ask_back(session, house, text="Lequel ?", **common)
        assert [one.reference for one in phones.telegram.awaited()] == [asked]
        assert phones.other.awaited() == phones.unproven.awaited() == []
        with pytest.raises(Refusal):
            phones.other.reply_to(asked, "celui du centre")
        assert phones.telegram.reply_to(asked, "celui du centre").state == "received"
        assert phones.sms.awaited() == []

    run(work)


def test_it_is_complained_of_from_the_other_channel(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        common = {"commune_id": phones.site.commune.id, "request_id": phones.row().id, "staff_id": phones.site.staff.id}
        close(session, house, reason="Doublon.", **common)
        assert phones.telegram.may_complain_about() == [asked]
        assert phones.other.may_complain_about() == phones.unproven.may_complain_about() == []

    run(work)


def objection_of(desk: Desk, reference: str) -> str | None:
    found = desk.find_reference(reference)
    assert isinstance(found, RequestView)
    return found.objection


def test_who_objects_hears_under_which_number_on_every_channel_and_nobody_else_does(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        assert objection_of(phones.sms, asked) is None
        first = phones.telegram.ask_question(f"{objection_to(asked)}la date est fausse", None).reference
        assert objection_of(phones.sms, asked) == first
        assert objection_of(phones.other, asked) is None
        assert objection_of(phones.sms, first) is None

    run(work)


def test_other_words_of_the_same_objection_are_added_to_it_from_any_channel(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        other = phones.sms.ask_question("Qui répare le pont ?", None).reference
        first = phones.sms.ask_question(f"{objection_to(asked)}la date est fausse", None).reference
        again = phones.telegram.ask_question(f"{objection_to(asked)}le marché est toujours fermé", None)
        assert again.reference == first
        assert phones.sms.ask_question(f"{objection_to(asked)}Le marché est toujours fermé !", None).reference == first
        assert phones.sms.ask_question(f"{objection_to(other)}la date est fausse", None).reference != first
        text = session.scalars(select(InformationRequest.text).where(InformationRequest.reference == first)).one()
        assert text == f"{objection_to(asked)}la date est fausse\nle marché est toujours fermé"

    run(work)


def test_questions_that_begin_alike_with_no_number_are_each_their_own(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        first = phones.sms.ask_question("Eau: quand ouvre le grand forage ?", None).reference
        assert phones.sms.ask_question("Eau: qui paie le fontainier ?", None).reference != first

    run(work)


def test_a_short_word_is_added_though_it_is_a_part_of_a_longer_one(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        first = phones.sms.ask_question(f"{objection_to(asked)}le niveau est faux", None).reference
        phones.sms.ask_question(f"{objection_to(asked)}eau", None)
        text = session.scalars(select(InformationRequest.text).where(InformationRequest.reference == first)).one()
        assert text == f"{objection_to(asked)}le niveau est faux\neau"

    run(work)


def test_an_objection_that_is_settled_leaves_the_way_open_to_another(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        first = phones.sms.ask_question(f"{objection_to(asked)}la date est fausse", None).reference
        common = {"commune_id": phones.site.commune.id, "staff_id": phones.site.staff.id}
        rows = {row.reference: row.id for row in session.scalars(select(InformationRequest))}
        close(session, house, request_id=rows[first], reason="Doublon.", **common)
        assert objection_of(phones.sms, asked) is None
        again = phones.telegram.ask_question(f"{objection_to(asked)}le marché est toujours fermé", None).reference
        assert again != first and objection_of(phones.sms, asked) == again

    run(work)


def test_an_objection_of_which_there_is_too_much_goes_on_in_a_question_of_its_own(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        phones = Phones(session, house)
        asked = phones.sms.ask_question("Quand ouvre le grand marché ?", None).reference
        first = phones.sms.ask_question(f"{objection_to(asked)}{'a' * LONGEST}", None).reference
        again = phones.sms.ask_question(f"{objection_to(asked)}le marché est toujours fermé", None).reference
        assert again != first and objection_of(phones.sms, asked) == again

    run(work)
