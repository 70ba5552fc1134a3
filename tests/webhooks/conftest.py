"""The doors of a commune on its polling day, with every provider's line, as a real Flask application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from gateways.base import LineView, Provider
from gateways.registry import find_providers
from services.house import House
from services.line_book import LineBook, LineFacts
from services.line_keeping import LineToKeep, keep_line
from services.throttle import Throttle
from tests.fakes import android_api, httpsms_api, kannel_api, telegram_api, twilio_api
from tests.hostile import BASE, SECRETS
from tests.hostile_tokens import TOKEN_LINES
from tests.services.polling_day import PollingDay, plant_polling_day
from webhooks.doors import Doors, attach_doors

LINES = [
    LineToKeep(
        provider="twilio",
        key="main",
        channel="sms",
        address="+22870000001",
        settings={"account_sid": twilio_api.ACCOUNT},
        secrets={"auth_token": twilio_api.TOKEN},
    ),
    LineToKeep(
        provider="telegram",
        key="main",
        channel="telegram",
        address="a_bot",
        secrets={"bot_token": telegram_api.TOKEN, "webhook_secret": telegram_api.SECRET},
    ),
    LineToKeep(
        provider="android",
        key="main",
        channel="sms",
        address="+22870000002",
        settings={"api_url": "http://127.0.0.1:9", "username": "u"},
        secrets={"password": "p", "signing_key": android_api.KEY},
    ),
    LineToKeep(
        provider="httpsms",
        key="main",
        channel="sms",
        address=httpsms_api.OWNER,
        secrets={"api_key": httpsms_api.API_KEY, "signing_key": httpsms_api.SIGNING_KEY},
    ),
    LineToKeep(
        provider="kannel",
        key="main",
        channel="sms",
        address="8282",
        settings={"api_url": "http://127.0.0.1:9", "username": kannel_api.USERNAME},
        secrets={"password": kannel_api.PASSWORD, "token": kannel_api.TOKEN},
    ),
    LineToKeep(
        provider="simulator",
        key="main",
        channel="sms",
        address="+22870000003",
        settings={"kind": "sms"},
        secrets={"secret": SECRETS["simulator"]},
    ),
]


@dataclass
class Street:
    """The doors and what is behind them."""

    day: PollingDay
    book: LineBook[LineView]
    app: Flask

    @property
    def client(self) -> FlaskClient:
        """A caller."""
        return self.app.test_client()


def view_of(facts: LineFacts) -> LineView:
    """Return a line as gateways see it."""
    return LineView(facts.provider, facts.key, facts.address, BASE, facts.region, facts.settings, facts.secrets)


def open_doors(
    house: House,
    a_minute: int = 1_000_000,
    storage: str = "memory://",
    providers: Mapping[str, Provider] | None = None,
) -> Street:
    """Plant the commune and attach its doors."""
    day = plant_polling_day(house)

    def keep(session: Session) -> None:
        for line in (*LINES, *TOKEN_LINES):
            keep_line(session, house, line)

    house.work.write(keep)
    book = LineBook(house, view_of)
    app = Flask("doors")
    attach_doors(app, Doors(house, providers or find_providers(), book, Throttle(storage, a_minute)))
    return Street(day, book, app)


@pytest.fixture
def street(house: House) -> Street:
    return open_doors(house)
