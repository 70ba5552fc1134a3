"""The first page of the panel: which cycle stands where, and whether anybody can write at all."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from models import CodeBatch, Commune, CountRun, Cycle, Phase, VotingCode
from models.cycle import CycleState, IdentityLevel
from services.roles import RoleName
from tests.admin.conftest import NOW, Panel
from tests.services.townsfolk import plant_cycle, plant_line, planted

DAY = timedelta(days=1)
VOTES = ("Far", 20, 30), ("Near", 5, 15), ("Open to all", 5, 15)


def plant_vote(session: Session, commune_id: int, title: str, opens: int, closes: int) -> Cycle:
    cycle = plant_cycle(session, session.get_one(Commune, commune_id), title)
    cycle.state = CycleState.APPROVED
    dates = {"opens_at": NOW + opens * DAY, "closes_at": NOW + closes * DAY}
    planted(session, Phase(cycle_id=cycle.id, kind=PhaseKind.VOTE, **dates))
    return cycle


def today(panel: Panel, role: RoleName = RoleName.BUDGET_OFFICER) -> str:
    page = panel.browser(panel.person(role)).get("/panel/today/").text
    return " ".join(page.split())


def test_each_cycle_stands_with_its_own_phase(panel: Panel) -> None:
    def fill(session: Session) -> None:
        commune_id = panel.communes[0].id
        plant_vote(session, commune_id, "Wells", -1, 9)
        plant_vote(session, commune_id, "Roads", 5, 9)
        plant_cycle(session, session.get_one(Commune, commune_id), "Next year")

    panel.house.work.write(fill)
    page = today(panel)
    assert 'Wells</bdi></a> <span class="badge good">The vote is open</span> Vote, open until' in page
    assert 'Roads</bdi></a> <span class="badge good">Approved, vote to come</span> Vote, from' in page
    assert 'Next year</bdi></a> <span class="badge wait">Being prepared</span></p>' in page


def test_a_vote_that_is_over_waits_for_its_count_and_leads_there(panel: Panel) -> None:
    cycle_id = panel.house.work.write(lambda db: plant_vote(db, panel.communes[0].id, "Wells", -9, -1).id)
    page = today(panel)
    assert f'<a href="/panel/count/{cycle_id}"><bdi>Wells</bdi></a> <span class="badge wait">Vote over' in page
    assert "Nothing waits for an answer" not in page
    empty = {"election": {}, "outcome": {}, "parameters": {}, "rule": "greedy", "ballots": 0, "input_digest": ""}
    run = CountRun(cycle_id=cycle_id, made_at=NOW, published_at=NOW, **empty)
    panel.house.work.write(lambda db: planted(db, run).id)
    page = today(panel, RoleName.ADMINISTRATOR)
    assert f'<a href="/panel/cycle/{cycle_id}"><bdi>Wells</bdi></a> <span class="badge good">Result published' in page


def test_a_vote_by_codes_that_is_near_and_has_no_code_is_told(panel: Panel) -> None:
    def fill(session: Session) -> int:
        far, near, other = (plant_vote(session, panel.communes[0].id, *vote) for vote in VOTES)
        far.identity_level = near.identity_level = IdentityLevel.VOTING_CODE
        other.identity_level = IdentityLevel.ANY_PHONE
        return near.id

    near = panel.house.work.write(fill)
    page = today(panel, RoleName.ADMINISTRATOR)
    assert page.count("no code is made: nobody can vote") == 1 and f'href="/panel/codes/{near}"' in page
    assert "Nothing waits for an answer" not in page

    def make(session: Session) -> None:
        values = {"label": "Zongo", "handed_out_by": "Awa", "size": 1, "made_at": NOW}
        batch = planted(session, CodeBatch(cycle_id=near, number=1, **values))
        planted(session, VotingCode(cycle_id=near, mark="a" * 64, batch_id=batch.id))

    panel.house.work.write(make)
    assert "no code is made" not in today(panel, RoleName.MODERATOR)


def test_everybody_in_the_panel_hears_that_no_number_is_connected(panel: Panel) -> None:
    page = today(panel)
    assert "citizens cannot write to the commune" in page
    assert "An administrator connects one" in page or 'href="/panel/lines/"' in page
    panel.house.work.write(lambda db: plant_line(db, db.get_one(Commune, panel.communes[0].id)).id)
    assert "citizens cannot write to the commune" not in today(panel, RoleName.MODERATOR)
