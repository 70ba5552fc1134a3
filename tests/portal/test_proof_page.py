"""What the results page offers to whoever wants to check, and what it keeps back."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from budgeting.proof.members import verifier
from services.cycles.approve import void_cycle
from services.house import House
from services.proof import bundles_of, make_due_bundles
from tests.conftest import HandClock
from tests.services.cycles.plans import Plan
from tests.services.proof.published import MANY, hold_vote, publish_count
from tests.services.townsfolk import NOW

MOST_BYTES = 50 * 1024
CODE = 'dir="ltr">python3 verify.py BUNDLE.zip<'


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


def published(house: House, clock: HandClock, ballots: Any = MANY) -> Plan:
    def work(session: Session) -> Plan:
        made, _ = hold_vote(session, house, clock, ballots)
        publish_count(made, clock)
        return made

    return house.work.write(work)


def page(client: FlaskClient, language: str = "en") -> str:
    return client.get(f"/zongo/results?lang={language}").get_data(as_text=True)


def test_until_it_is_made_the_page_says_so(client: FlaskClient, house: House, clock: HandClock) -> None:
    published(house, clock)
    assert "The bundle is being made" in page(client) and ".zip?" not in page(client)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_names_the_bundle_its_size_and_its_fingerprint(
    client: FlaskClient, house: House, clock: HandClock, language: str
) -> None:
    made = published(house, clock)
    make_due_bundles(house)
    (view,) = house.work.read(lambda session: bundles_of(session, made.commune.id))
    text = page(client, language)
    assert text.count(view.sha256) == 2 and f"{round(view.size / 1024)}" in text and CODE in text
    assert len(text.encode()) < MOST_BYTES
    sent = client.get(f"/zongo/results/{view.sha256}.zip", buffered=True)
    assert (sent.status_code, sent.mimetype, len(sent.data)) == (200, "application/zip", view.size)
    assert f"palabre-zongo-2026-{made.cycle.id}.zip" in sent.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        assert {"README.fr.txt", "verify.py", "votes.pb"} <= set(archive.namelist())


def test_the_program_is_served_beside_it(client: FlaskClient, house: House, clock: HandClock) -> None:
    published(house, clock)
    sent = client.get("/zongo/results/verify.py")
    assert sent.data == verifier() and sent.mimetype == "text/x-python"
    assert sent.headers["Content-Disposition"] == "attachment; filename=verify.py"


def test_what_is_no_bundle_of_the_commune_is_not_found(client: FlaskClient, house: House, clock: HandClock) -> None:
    published(house, clock)
    for digest in ("0" * 64, "z" * 64, "0" * 63, "..%2f" + "0" * 59):
        assert client.get(f"/zongo/results/{digest}.zip").status_code == 404


def test_of_few_ballots_not_even_a_fingerprint_is_shown(client: FlaskClient, house: House, clock: HandClock) -> None:
    published(house, clock, MANY[:6])
    assert "Fingerprint of what was counted" not in page(client)


def test_of_many_ballots_the_fingerprint_is_that_of_a_file_in_the_bundle(
    client: FlaskClient, house: House, clock: HandClock
) -> None:
    published(house, clock)
    assert "Fingerprint of what was counted" in page(client)


def test_a_voided_count_says_so_beside_its_bundle(client: FlaskClient, house: House, clock: HandClock) -> None:
    made = published(house, clock)

    def void(session: Session) -> None:
        for person in made.staff:
            void_cycle(session, house, made.commune.id, made.cycle.id, "Recours admis", staff_id=person.id)

    house.work.write(void)
    make_due_bundles(house)
    text = page(client)
    assert "this count does not stand." in text and "Recours admis" in text and ".zip" in text
