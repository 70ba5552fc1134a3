"""Who administers what after a commune is set up, by the panel's first page or on the console."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.communes import NewCommune
from services.first_run import first_run_code, set_up, set_up_first
from services.house import House
from services.staff import staff_of

PASSWORD = "mangue-verte-du-marche"


def commune(key: str) -> NewCommune:
    return NewCommune(key.title(), key, "TG", "XOF", "Africa/Lome", ("fr",))


def person(name: str) -> dict[str, str]:
    return {"name": name, "email": f"{name.lower()}@example.org", "password": PASSWORD, "language": "fr"}


@pytest.mark.parametrize("is_by_panel", [True, False])
def test_the_first_administrator_has_the_whole_installation_either_way(
    house: House, run: Any, is_by_panel: bool
) -> None:
    code = first_run_code(house) or ""

    def work(session: Session) -> None:
        if is_by_panel:
            set_up_first(session, house, code, commune("zongo"), **person("Afi"))
        else:
            set_up(session, house, commune("zongo"), **person("Afi"))
        (first,) = staff_of(session, None)
        assert (first.name, first.roles, first.is_of_installation) == ("Afi", ("administrator",), True)

    run(work)


def test_the_administrator_of_a_later_commune_has_that_one_alone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        set_up(session, house, commune("zongo"), **person("Afi"))
        later = set_up(session, house, commune("kozah"), **person("Essi"))
        assert [(who.name, who.commune_id) for who in staff_of(session, later.id)] == [("Essi", later.id)]

    run(work)
