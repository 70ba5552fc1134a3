"""Everybody reads the contracts that were published, never one person's, and no figure made of what people reached."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Commune
from services.contracts.ending import publish_contract, withdraw_contract
from services.contracts.followed import ORIGIN
from tests.portal.conftest import Site
from tests.services.contracts.school import Chain

LIST = "/zongo/contracts"


@pytest.fixture
def chain(site: Site) -> dict[str, int]:
    """The ids of the chain's contracts: the college's and the department's are published, made of two people's."""

    def work(session: Session) -> dict[str, int]:
        made = Chain(session, site.house, session.get_one(Commune, site.commune_id))
        made.join()
        made.reach(made.of_anne, 0, 70_000)
        made.reach(made.unit, 1, 25_000)
        for number in (made.college, made.unit):
            publish_contract(*made.keys, number, staff_id=made.boss)
        names = ("state", "college", "unit", "of_anne", "boss")
        return {name: getattr(made, name) for name in names}

    return site.house.work.write(work)


@pytest.mark.parametrize(
    ("language", "planned", "hidden"),
    [
        ("fr", "Prévu", "signé la revue finale"),
        ("ar", "المخطط", "بعد أن يوقّع الطرفان"),
        ("en", "Planned", "signed the final review"),
    ],
)
def test_a_contract_shows_targets_and_results_and_keeps_back_what_tells_of_a_person(
    site: Site, chain: dict[str, int], language: str, planned: str, hidden: str
) -> None:
    text = site.text(f"{LIST}/{chain['unit']}?lang={language}")
    assert planned in text and hidden in text and "Réduire les abandons" in text
    assert not any(word in text for word in ("Anne", "Boris", "Encadrer", "70&nbsp;enseignants"))
    assert "80" in text  # 20 planned, 25 reached, less is better


@pytest.mark.parametrize(
    ("language", "none", "points", "data"),
    [
        ("fr", "Les points ne sont pas montrés</strong> · des cibles", "0 points sur 100", "n’ont pas de données"),
        ("ar", "لا تُعرض النقاط</strong> · أهداف", "0 نقطة من 100", "بلا معطيات"),
        ("en", "The points are not shown</strong> · targets", "0 points of 100", "no data"),
    ],
)
def test_points_that_are_kept_back_are_no_nought(
    site: Site, chain: dict[str, int], language: str, none: str, points: str, data: str
) -> None:
    text = site.text(f"{LIST}/{chain['college']}?lang={language}")
    assert "20" in text and points not in text.split("<section", 1)[0]
    assert none in text  # what weighs 60 is kept back and what weighs 40 has no data: nothing is known
    some = site.text(f"{LIST}/{chain['unit']}?lang={language}")
    assert none not in some and "32" in some and "60" in some.split("<section", 1)[0]
    assert data in text.split("<section", 1)[0] and data not in some.split("<section", 1)[0]


def test_the_list_the_menu_and_the_chain_show_what_is_published_alone(site: Site, chain: dict[str, int]) -> None:
    assert LIST in site.text("/zongo/")
    text = site.text(LIST)
    assert "École normale supérieure" in text and "Gouvernement</bdi>" not in text and "Anne" not in text
    for name, status in (("college", 200), ("unit", 200), ("state", 404), ("of_anne", 404)):
        assert site.get(f"{LIST}/{chain[name]}").status_code == status, name
    page = site.text(f"{LIST}/{chain['unit']}")
    assert f"{LIST}/{chain['college']}" in page and f"{LIST}/{chain['state']}" not in page
    assert f"{LIST}/{chain['of_anne']}" not in page
    assert "Encadrer" not in site.text("/zongo/follow-ups") + site.text("/zongo/data/promises.csv")
    assert "Encadrer" not in site.text("/zongo/search?q=stages")
    assert ORIGIN not in site.text("/zongo/data/promises.csv")


def test_what_is_taken_back_is_there_no_more(site: Site, chain: dict[str, int]) -> None:
    def work(session: Session) -> None:
        for name in ("college", "unit"):
            withdraw_contract(session, site.house, site.commune_id, chain[name], staff_id=chain["boss"])

    site.house.work.write(work)
    assert site.get(f"{LIST}/{chain['unit']}").status_code == 404
    assert LIST not in site.text("/zongo/")
    assert "Aucun contrat n’est encore publié ici." in site.text(LIST)
