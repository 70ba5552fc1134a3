"""An idea near in words to a project on a ballot, or to be built, is pointed out to its author and to staff."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import Project
from models.project import ProjectState
from services.house import House
from services.proposals import proposal_page, similar_projects
from tests.services.proposals.test_deciding import Town


def plant(town: Town, number: int, title: str, state: ProjectState = ProjectState.ON_BALLOT, **names: str) -> Project:
    titles = {"fr": title, **names}
    row = Project(
        commune_id=town.commune.id,
        number=number,
        titles=titles,
        short_names={tag: name[:14] for tag, name in titles.items()},
        cost=1_000_000,
        state=state,
        made_at=town.house.clock(),
    )
    town.session.add(row)
    town.session.flush()
    return row


def test_a_project_is_found_by_its_words_in_any_of_its_languages_and_once(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        plant(town, 7, "Construction du marché couvert", ar="سوق مغطى")
        plant(town, 8, "Case de santé")

        def alike(title: str) -> list[int]:
            return [found.number for found in similar_projects(session, town.commune.id, title)]

        assert alike("un marche couvert") == alike("سوق مغطى") == [7]
        assert alike("Un pont") == alike("???") == []

    run(work)


@pytest.mark.parametrize("state", [ProjectState.DONE, ProjectState.NOT_FUNDED, ProjectState.ABANDONED])
def test_what_is_finished_or_was_not_chosen_may_be_wanted_again(state: ProjectState, house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        plant(town, 7, "Marché couvert", state)
        assert similar_projects(session, town.commune.id, "Un marché couvert") == []

    run(work)


def test_staff_see_the_projects_that_say_nearly_the_same_as_an_idea_but_its_own(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        own, other = town.propose("Un forage à Zongo"), town.propose("Forage")
        town.accept(own)
        assert [one.titles["fr"] for one in proposal_page(session, town.commune.id, other.reference).projects] == [
            "Un forage à Zongo"
        ]
        assert proposal_page(session, town.commune.id, own.reference).projects == ()

    run(work)
