"""Palabre behind a real Kannel and its fake operator: SMS in and out, receipts, and cables pulled on both sides."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Inbound, Line, Outbox, OutboxState
from services.database import open_database
from tests.databases import wait_until
from tests.fakes.telegram_api import FakeTelegram
from tests.fakes.twilio_api import FakeTwilio
from tests.kannel import PASSWORD, SHORT_CODE, TOKEN, Kannel, need_kannel
from tests.running import ROOT, Town, demo_town, palabre

FATOU, YAO, AWA, KOFFI, DELALI, ESI = (f"+228901122{number}" for number in (33, 44, 55, 66, 77, 88))
A_WHILE = 2.5
"""Seconds in which smsbox tries again twice, and in which a second answer would have come."""
# A commune's line as staff enter it, kept by the installation itself.
ADD_LINE = """
import sys
from palabre.settings import Settings
from palabre.wiring import install
from services.line_keeping import LineToKeep, keep_line
url, own_url, password, token = sys.argv[1:]
installation = install(Settings(), is_demo=True)
settings = {"api_url": url, "own_url": own_url, "username": "palabre"}
line = LineToKeep("kannel", "main", "sms", "8282", settings, {"password": password, "token": token})
installation.house.work.write(lambda session: keep_line(session, installation.house, line).id)
installation.close()
"""


@dataclass(frozen=True)
class Place:
    """A town, its Kannel, and what stands in its database."""

    town: Town
    kannel: Kannel

    def states(self) -> list[str]:
        """Return the states of what went out by Kannel, oldest first."""
        with self._session() as session:
            query = select(Outbox.state).join(Line, Line.id == Outbox.line_id).where(Line.provider == "kannel")
            return [str(state) for state in session.scalars(query.order_by(Outbox.id))]

    def heard(self) -> int:
        """Return how many messages came in by Kannel."""
        with self._session() as session:
            query = select(Inbound.id).join(Line, Line.id == Inbound.line_id).where(Line.provider == "kannel")
            return len(list(session.scalars(query)))

    def replies_to(self, number: str) -> list[str]:
        """Return what came out at the operator for a number, as text, its parts joined."""
        rows = [row.split(" ", 2) for row in self.kannel.received()]
        return [text_of(rest) for sender, receiver, rest in rows if (sender, receiver) == (SHORT_CODE, number)]

    def wait_for(self, number: str, count: int = 1) -> list[str]:
        """Wait until so many replies have come out, and return them."""
        try:
            wait_until(lambda: len(self.replies_to(number)) >= count, 60)
        except AssertionError:
            raise AssertionError(f"{self.kannel.received()}\n{self.kannel.log_text()[-4000:]}") from None
        return self.replies_to(number)

    def start_town(self) -> None:
        """Start Palabre again."""
        self.town.start("all", *palabre("demo"))
        self.town.wait_until_well()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        engine = open_database(f"sqlite:///{Path(self.town.environment['VAR_DIR']) / 'palabre.sqlite'}")
        with Session(engine) as session:
            yield session
        engine.dispose()


def text_of(rest: str) -> str:
    """Return the text of `kind text` as the fake operator prints it."""
    kind, _, text = rest.partition(" ")
    return text if kind == "text" else unquote_to_bytes(text.replace("+", " ")).decode("utf-16-be")


def as_ucs2(text: str) -> str:
    """Return a text as the fake operator is given one in UCS-2."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-16-be"))


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    need_kannel()
    with (
        tempfile.TemporaryDirectory() as name,
        FakeTwilio() as twilio,
        FakeTelegram() as telegram,
        demo_town(Path(name), twilio, telegram) as town,
        Kannel(Path(name) / "kannel", town.port) as kannel,
    ):
        sendsms = f"http://127.0.0.1:{kannel.ports['sendsms']}/cgi-bin/sendsms"
        own_url = f"http://127.0.0.1:{town.port}"
        adding = (sys.executable, "-c", ADD_LINE, sendsms, own_url, PASSWORD, TOKEN)
        subprocess.run(adding, cwd=ROOT, env=town.environment, check=True)
        time.sleep(A_WHILE)  # services.line_book reads the lines anew
        yield Place(town, kannel)


def test_a_vote_by_short_code_gets_one_sms_back_and_is_reported_delivered(place: Place) -> None:
    handed_over = len(place.states())
    place.kannel.connect(FATOU, "VOTE 3")
    (reply,) = place.wait_for(FATOU)
    assert "3 Lampes Gare" in reply
    wait_until(lambda: place.states()[handed_over:] == [OutboxState.DELIVERED], 30)


def test_arabic_goes_in_and_comes_out_in_its_own_letters(place: Place) -> None:
    place.kannel.connect(YAO, as_ucs2("صوت 3"), "ucs2")
    (reply,) = place.wait_for(YAO)
    assert reply.startswith("سُجل صوتك: 3 إنارة المحطة.")


def test_palabre_killed_loses_no_message_and_answers_once(place: Place) -> None:
    heard = place.heard()
    place.town.kill("all")
    place.kannel.connect(AWA, "VOTE 3 7")
    time.sleep(A_WHILE)
    place.start_town()
    (reply,) = place.wait_for(AWA)
    assert "7 Terrain jeunes" in reply
    time.sleep(A_WHILE)
    assert (len(place.replies_to(AWA)), place.heard()) == (1, heard + 1)


def test_kannel_killed_keeps_what_it_has_from_citizens(place: Place) -> None:
    """As after an update of Palabre, which ends smsbox first: what comes in then waits on disk."""
    heard = place.heard()
    place.kannel.kill("smsbox")
    place.kannel.connect(KOFFI, "VOTE 1")
    wait_until(place.kannel.stored, 30)
    place.kannel.kill("bearerbox")
    place.kannel.start("bearerbox", "smsbox")
    place.kannel.connect()
    assert "1 Forage Zongo" in place.wait_for(KOFFI)[0]
    time.sleep(A_WHILE)
    assert (len(place.replies_to(KOFFI)), place.heard()) == (1, heard + 1)


def test_kannel_killed_keeps_what_it_has_for_citizens(place: Place) -> None:
    handed_over = len(place.states())
    place.town.kill("all")
    place.kannel.connect(DELALI, "VOTE 7")
    time.sleep(A_WHILE)
    place.kannel.disconnect()
    place.start_town()
    wait_until(lambda: place.states()[handed_over:] == [OutboxState.HANDED_OVER], 60)
    place.kannel.kill("bearerbox", "smsbox")
    place.kannel.start("bearerbox", "smsbox")
    place.kannel.connect()
    assert "7 Terrain jeunes" in place.wait_for(DELALI)[0]
    time.sleep(A_WHILE)
    assert len(place.replies_to(DELALI)) == 1


def test_no_text_and_no_number_stands_in_what_kannel_and_palabre_log(place: Place) -> None:
    place.kannel.connect(ESI, "VOTE 3")
    place.wait_for(ESI)
    logs = place.kannel.log_text() + place.town.log_text()
    for secret in ("VOTE", "Lampes", "Forage", "901122"):
        assert secret not in logs
