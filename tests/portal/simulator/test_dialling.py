"""A code is dialled from the page: each screen comes by the door that the operators' gateways knock at."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from models import Contact, Inbound, Line, Outbox
from services.house import House
from services.throttle import Throttle
from tests.portal.simulator.test_build import FROM, app_of, count, town  # noqa: F401

NUMBER = "22890000001"


@pytest.fixture
def client(town: House) -> FlaskClient:  # noqa: F811
    return app_of(town).test_client()


def press(client: FlaskClient, text: str = "", **more: str) -> Any:
    return client.post("/simulator/send?lang=en", data={**FROM, "device": "ussd", "text": text, **more})


def screen(client: FlaskClient, number: str = NUMBER) -> str:
    page = client.get(f"/simulator?phone={number}&lang=en").get_data(as_text=True)
    return page.partition('class="screen"')[2].partition('<form class="write"')[0]


def test_a_code_is_dialled_and_typed_on_until_the_session_is_over(client: FlaskClient, town: House) -> None:  # noqa: F811
    assert "Nothing is dialled yet." in screen(client) and "*384*8282#" in client.get("/simulator").get_data(
        as_text=True
    )
    answer = press(client)
    assert answer.headers["Location"].endswith("#ussd-22890000001")
    menu = screen(client)
    assert "1 Question" in menu
    press(client, "DONNEES")
    assert screen(client) != menu
    assert count(town, Inbound) == 2
    contact = town.work.read(lambda session: session.scalars(select(Contact)).one())
    assert (contact.channel, contact.is_simulated) == ("ussd", True)
    assert {row.cost for row in town.work.read(lambda session: list(session.scalars(select(Outbox))))} == {0}


def test_hanging_up_clears_the_screen_and_dialling_again_is_another_session(client: FlaskClient) -> None:
    press(client)
    press(client, hang_up="1")
    assert "Nothing is dialled yet." in screen(client)
    press(client)
    assert "Nothing is dialled yet." not in screen(client)


def test_each_phone_has_a_session_of_its_own(client: FlaskClient) -> None:
    press(client)
    assert "Nothing is dialled yet." in screen(client, "22890000002")


def test_nothing_typed_on_a_screen_is_said_to_be_nothing(client: FlaskClient, town: House) -> None:  # noqa: F811
    press(client)
    assert "trouble=empty" in press(client, "  ").headers["Location"]
    assert count(town, Inbound) == 1


def test_the_doors_own_throttle_holds_for_who_dials(town: House) -> None:  # noqa: F811
    client = app_of(town, Throttle(a_minute=1)).test_client()
    press(client)
    shown = screen(client)
    assert "trouble=fast" in press(client, "1").headers["Location"]
    assert screen(client) == shown


def test_where_no_code_is_there_is_nothing_to_dial(client: FlaskClient, town: House) -> None:  # noqa: F811
    town.work.write(lambda session: session.execute(update(Line).where(Line.key == "ussd").values(enabled=False)))
    fresh = app_of(town).test_client()
    assert "Nothing is dialled yet." not in fresh.get("/simulator?lang=en").get_data(as_text=True)
    assert "trouble=refused" in press(fresh).headers["Location"]
