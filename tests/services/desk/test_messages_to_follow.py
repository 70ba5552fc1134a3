"""What a person sets going by one message: following, supporting, news on and off, being forgotten."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from models import Contact, Follower, Project, Proposal, Support
from models.proposal import ProposalState
from services.house import House
from tests.services.polling_day import PollingDay, plant_polling_day

AFI, KOFI = "+22890112233", "+22890445566"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def said(day: PollingDay, sender: str, text: str) -> str:
    reply = day.sms(sender, text).reply
    assert reply is not None
    return reply.text


def propose(day: PollingDay, sender: str, *titles: str) -> list[str]:
    """Keep ideas for a later vote, of somebody who has written before; return their references."""

    def work(session: Any) -> list[str]:
        author = session.scalars(select(Contact.id).order_by(Contact.id)).first()
        kept = [
            Proposal(
                commune_id=day.commune_id,
                contact_id=author,
                channel="sms",
                language="fr",
                reference=f"P-26-{number:04}",
                title=title,
                description="",
                state=ProposalState.RECEIVED,
                made_at=day.house.clock(),
            )
            for number, title in enumerate(titles, 1)
        ]
        session.add_all(kept)
        return [row.reference for row in kept]

    said(day, sender, "menu")
    return day.house.work.write(work)


def rows(day: PollingDay, column: Any) -> list[Any]:
    return day.house.work.read(lambda session: list(session.scalars(select(column))))


def test_a_project_is_followed_by_its_number_once(day: PollingDay) -> None:
    for _time in range(2):
        assert "3 Projet 3" in said(day, AFI, "SUIVRE 3")
    followed = select(Project.number).join(Follower, Follower.project_id == Project.id)
    assert day.house.work.read(lambda session: list(session.scalars(followed))) == [3]


@pytest.mark.parametrize("last", ["ne plus suivre 3", "unfollow 3", "إلغاء متابعة 3"])
def test_a_project_is_followed_no_more_by_its_number(day: PollingDay, last: str) -> None:
    for text in ("SUIVRE 3", "SUIVRE 4"):
        said(day, AFI, text)
    said(day, KOFI, "SUIVRE 3")
    assert "Ne plus le suivre" in said(day, AFI, "PROJET 3")
    for _time in range(2):
        assert "3" in said(day, AFI, last)
    followed = select(Project.number).join(Follower, Follower.project_id == Project.id).order_by(Project.number)
    assert day.house.work.read(lambda session: list(session.scalars(followed))) == [3, 4]


def test_an_idea_is_supported_once_by_each_person(day: PollingDay) -> None:
    (reference,) = propose(day, AFI, "Un puits au marché")
    assert "Soutiens : 1" in said(day, KOFI, f"SOUTENIR {reference}")
    assert "déjà" in said(day, KOFI, f"je soutiens {reference}")
    assert "votre propre idée" in said(day, AFI, f"SOUTENIR {reference}")
    assert len(rows(day, Support.contact_id)) == 1


def test_an_idea_that_is_closed_or_unknown_is_said_to_be(day: PollingDay) -> None:
    (reference,) = propose(day, AFI, "Un puits au marché")
    day.house.work.write(
        lambda session: setattr(session.scalars(select(Proposal)).one(), "state", ProposalState.REFUSED)
    )
    assert "ne peut plus" in said(day, KOFI, f"SOUTENIR {reference}")
    assert "Je ne connais pas" in said(day, KOFI, "SOUTENIR P-26-0404")
    assert rows(day, Support.contact_id) == []


def test_start_brings_news_back_after_stop_and_welcomes_who_never_stopped(day: PollingDay) -> None:
    assert "Bienvenue" in said(day, AFI, "START")
    said(day, AFI, "STOP")
    assert rows(day, Contact.wants_news) == [False]
    assert "START" in said(day, AFI, "SUIVRE 3")
    assert "reprennent" in said(day, AFI, "START")
    assert rows(day, Contact.wants_news) == [True]


def test_the_code_of_being_forgotten_outlives_what_comes_in_between(day: PollingDay) -> None:
    code = re.findall(r"\d{4}", said(day, AFI, "EFFACER"))[0]
    assert code in said(day, AFI, "oui")
    said(day, AFI, "VOTE 3")
    assert rows(day, Contact.erased_at) == [None]
    said(day, AFI, code)
    assert rows(day, Contact.erased_at) != [None]
    assert day.choices() == [[3]]
