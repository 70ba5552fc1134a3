"""Messages out: the courier against the Twilio SDK with 64 threads, at an endpoint that takes 50 ms."""

from __future__ import annotations

import resource
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bench.slow_twilio import slow_twilio
from bot.messages import Outgoing
from models import Commune, Contact, Line, Outbox, OutboxState
from palabre.serving import prepare, working
from palabre.settings import Settings
from palabre.wiring import Installation, install
from services.communes import NewCommune, create_commune
from services.contacts import ADDRESS
from services.telling import Envelope, post
from tests.databases import wait_until
from tests.fakes.twilio_api import ACCOUNT, TOKEN

MESSAGES, SDK_MESSAGES, THREADS = 4000, 2000, 64
TEXT = "Votre question DI-26-0042 a une reponse. Envoyez SUIVI DI-26-0042."


@dataclass(frozen=True)
class Sent:
    """Messages a second and microseconds of our CPU for each."""

    rate: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.rate:7.0f} messages/s   {self.cpu:6.0f} us of CPU each"


def run() -> None:
    """Print both and the ratio."""
    with slow_twilio() as url, tempfile.TemporaryDirectory() as folder:
        sdk = _sdk(url)
        print(f"   Twilio SDK, {THREADS} threads          {sdk}")
        ours = _courier(url, Path(folder))
        print(f"   outbox and courier, SQLite      {ours}   {ours.rate / sdk.rate:.2f} x the SDK")


def _sdk(url: str) -> Sent:
    client = Client(ACCOUNT, TOKEN, http_client=_Redirected(url))

    def send(number: int) -> None:
        client.messages.create(to=f"+22890{number:06}", from_="+22870000001", body=TEXT)

    began, cpu = time.perf_counter(), _cpu()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(send, range(SDK_MESSAGES)))
    return Sent(SDK_MESSAGES / (time.perf_counter() - began), (_cpu() - cpu) / SDK_MESSAGES * 1e6)


class _Redirected(TwilioHttpClient):
    """The SDK's own client, calling our endpoint instead of Twilio's."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=10)
        self._url = url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, self._url + urlsplit(url).path, *args, **kwargs)


def _courier(url: str, folder: Path) -> Sent:
    settings = Settings(
        var_dir=folder,
        secret_key="a-secret-for-the-bench-only",
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=TOKEN,
        twilio_number="+22870000001",
        twilio_api_url=url,
        database_url="",
        redis_url="",
        _env_file=None,
    )
    installation = install(settings)
    try:
        prepare(installation)
        installation.house.work.write(lambda session: _fill(session, installation))
        installation.book.forget()
        began, cpu = time.perf_counter(), _cpu()
        with working(installation):
            wait_until(lambda: _waiting(installation) == 0, 120)
            spent = time.perf_counter() - began
        return Sent(MESSAGES / spent, (_cpu() - cpu) / MESSAGES * 1e6)
    finally:
        installation.close()


def _fill(session: Session, installation: Installation) -> None:
    house = installation.house
    new = NewCommune("Bench", "bench", "TG", "XOF", "Africa/Lome", ("fr",))
    commune = session.get_one(Commune, create_commune(session, house, new).id)
    line = session.scalars(select(Line)).one()
    now = house.clock()
    for number in range(MESSAGES):
        address = f"+22890{number:06}"
        contact = Contact(
            channel="sms",
            address_hash=house.vault.hash("sms", address),
            address=house.vault.seal(address, ADDRESS),
            commune_id=commune.id,
            created_at=now,
            seen_at=now,
        )
        session.add(contact)
        session.flush()
        post(session, house, Envelope(line, contact, commune, "reply"), Outgoing(TEXT), now)


def _waiting(installation: Installation) -> int:
    states = (OutboxState.QUEUED, OutboxState.SENDING)
    query = select(func.count()).select_from(Outbox).where(Outbox.state.in_(states))
    return installation.house.work.read(lambda session: session.scalar(query)) or 0


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
