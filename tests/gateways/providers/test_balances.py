"""What Africa's Talking, Infobip, Orange and Twilio say is left on an account, as their documentation writes it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from gateways.base import Balance, LineView, Prepaid, SendFailure
from gateways.registry import find_providers
from tests.fakes.server import Fault
from tests.fakes.sms_companies import API_KEY, CLIENT, TOKEN, FakeAfricasTalking, FakeInfobip, FakeOrange
from tests.fakes.twilio_api import ACCOUNT, FakeTwilio
from tests.fakes.twilio_api import TOKEN as TWILIO_TOKEN

SECRETS = {"api_key": API_KEY, "client_id": CLIENT[0], "client_secret": CLIENT[1], "token": TOKEN}


def line_at(key: str, url: str, region: str = "ML", **secrets: str) -> LineView:
    settings = {"api_url": url, "username": "palabre", "sender": "+22370000000", "account_sid": ACCOUNT}
    known = {**SECRETS, "auth_token": TWILIO_TOKEN, **secrets}
    return LineView(key, "line", "8282", "https://x.org", region, settings=settings, secrets=known)


def left(line: LineView) -> Balance:
    async def scenario() -> Balance:
        sender = find_providers()[line.provider].open_sender(line)
        try:
            assert isinstance(sender, Prepaid)
            return await sender.balance()
        finally:
            await sender.close()

    return asyncio.run(scenario())


def why_not(line: LineView) -> str:
    with pytest.raises(SendFailure) as caught:
        left(line)
    return caught.value.reason


@pytest.mark.parametrize("name", ["UserData", "userData"])
@pytest.mark.parametrize(
    ("said", "balance"),
    [
        ("KES 1785.50", Balance(1_785_500, "KES")),
        ("XOF 1250.0000", Balance(1_250_000, "XOF")),
        ("KES -3.5", Balance(-3500, "KES")),
    ],
)
def test_africas_talking_tells_currency_and_amount(name: str, said: str, balance: Balance) -> None:
    with FakeAfricasTalking() as api:
        api.left = {name: {"balance": said}}
        assert left(line_at("africastalking", api.url)) == balance
        assert api.calls == ["/version1/user"]


@pytest.mark.parametrize(
    "said", [{}, [], {"UserData": []}, {"UserData": {"balance": 5}}, {"UserData": {"balance": ""}}]
)
def test_what_africas_talking_says_otherwise_is_no_balance(said: Any) -> None:
    with FakeAfricasTalking() as api:
        api.left = said
        assert why_not(line_at("africastalking", api.url)) == "server_error"


def test_a_wrong_key_is_said_so() -> None:
    with FakeAfricasTalking() as api:
        assert why_not(line_at("africastalking", api.url, api_key="another")) == "credentials"


@pytest.mark.parametrize(
    ("said", "balance"),
    [
        ({"balance": 47.79134, "currency": "EUR"}, Balance(47_791, "EUR")),
        ({"balance": 12000, "currency": "XOF"}, Balance(12_000_000, "XOF")),
        ({"balance": -0.5, "currency": "USD"}, Balance(-500, "USD")),
    ],
)
def test_infobip_tells_amount_and_currency(said: Any, balance: Balance) -> None:
    with FakeInfobip() as api:
        api.left = said
        assert left(line_at("infobip", api.url + "/")) == balance


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        {"balance": 5},
        {"balance": "x", "currency": "EUR"},
        {"balance": True, "currency": "EUR"},
        {"balance": 5, "currency": "euro"},
        {"balance": None, "currency": "EUR"},
    ],
)
def test_what_infobip_says_otherwise_is_no_balance(said: Any) -> None:
    with FakeInfobip() as api:
        api.left = said
        assert why_not(line_at("infobip", api.url)) == "server_error"


def test_a_key_of_infobip_that_may_not_ask_is_said_so() -> None:
    with FakeInfobip() as api:
        assert why_not(line_at("infobip", api.url, api_key="another")) == "credentials"


def bundle(units: Any, country: str = "MLI", status: str = "ACTIVE") -> dict[str, Any]:
    return {"country": country, "offerName": "SMS_OCB", "status": status, "availableUnits": units}


OLDER = {"country": "MLI", "availableUnits": 4}


@pytest.mark.parametrize(
    ("region", "contracts", "sms"),
    [
        ("ML", [bundle(11), bundle(9)], 20),
        ("ML", [bundle(11), bundle(9, country="CIV"), bundle(7, status="EXPIRED")], 11),
        ("TG", [bundle(11), bundle(9, country="CIV")], 20),
        ("ML", [], 0),
        (
            "ML",
            {"partnerContracts": {"contracts": [{"serviceContracts": [{"country": "MLI", "availableUnits": 4}]}]}},
            4,
        ),
    ],
)
def test_orange_tells_how_many_sms_are_left_of_the_bundles_of_the_country(
    region: str, contracts: Any, sms: int
) -> None:
    with FakeOrange() as api:
        api.left = contracts
        assert left(line_at("orange", api.url, region)) == Balance(1000 * sms, "SMS")


@pytest.mark.parametrize("contracts", [{}, 3, [bundle("many")], [bundle(None)], {"partnerContracts": {"contracts": 3}}])
def test_what_orange_says_otherwise_is_no_balance(contracts: Any) -> None:
    with FakeOrange() as api:
        api.left = contracts
        assert why_not(line_at("orange", api.url)) == "server_error"


@pytest.mark.parametrize("key", ["twilio", "twilio_whatsapp"])
def test_twilio_tells_what_is_left_for_sms_and_whatsapp_alike(key: str) -> None:
    with FakeTwilio() as api:
        assert left(line_at(key, api.url)) == Balance(12_345, "USD")


@pytest.mark.parametrize("change", [{"balance": None}, {"balance": "NaN"}, {"currency": None}, {"balance": "1e99"}])
def test_what_twilio_says_otherwise_is_no_balance(change: dict[str, Any]) -> None:
    with FakeTwilio() as api:
        api.left |= change
        assert why_not(line_at("twilio", api.url)) == "server_error"


@pytest.mark.parametrize(("key", "api"), [("africastalking", FakeAfricasTalking), ("twilio", FakeTwilio)])
def test_a_company_that_is_down_tells_nothing_now(key: str, api: Any) -> None:
    with api() as fake:
        fake.fail(Fault(503))
        assert why_not(line_at(key, fake.url)) == "server_error"
