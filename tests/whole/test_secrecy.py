"""The hunt: after a day of votes and questions, nobody's number and nobody's choice is found where it must not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.law.asking import FormField
from models import Ballot, InformationRequest, Outbox, OutboxState, Staff
from palabre.backups import back_up
from palabre.demo.load import read_demo
from services.clock import system_clock
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.requests import Deposit, read_form, receive_formal
from services.requests.formal import open_form
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.databases import PostgresServer, wait_until
from tests.fakes.telegram_api import FakeTelegram, text_update
from tests.fakes.twilio_api import FakeTwilio
from tests.running import Town, demo_town

NUMBERS = ["+22890771234", "+22890775678"]
CARD = "+22890779012"
CHAT = 707_070_707
NAME = "Yawavi Adzoteyehonam Wilhelmina"
DOCUMENT = "TG-8844-221177-Q"
BALLOTS = ["VOTE 9 4 6", "je vote pour le 8 et le 2"]
QUESTION = "QUESTION Pourquoi le pont de Kpogandji reste-t-il en chantier ?"
MARKS = ("VOTE 9 4 6", "9 4 6", "9,4,6", "[9,4,6]", "[9, 4, 6]", "[4,6,9]", "[4, 6, 9]", "8 et le 2", "Kpogandji")


@dataclass(frozen=True)
class Hunted:
    """A town after its day: where to look, and what the phones have heard."""

    town: Town
    folder: Path
    database: str
    heard: list[str]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def hunted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hunted]:
    folder = tmp_path_factory.mktemp("hunted")
    database, more = f"sqlite:///{folder / 'palabre.sqlite'}", {}
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        server.run_sql("CREATE DATABASE hunted")
        database = server.url("hunted")
        more = {"DATABASE_URL": database, "LOG_LEVEL": "DEBUG"}
    with FakeTwilio() as twilio, FakeTelegram() as telegram, demo_town(folder, twilio, telegram, **more) as town:
        _spend_the_day(town, twilio, telegram)
        _hand_in_a_form(folder, database)
        heard = [message["Body"] for message in twilio.messages]
        heard += [message["text"] for message in telegram.messages]
        _wait_until_noted(database)
        yield Hunted(town, folder, database, heard)
    if request.param == "postgresql":
        server.run_sql("DROP DATABASE hunted WITH (FORCE)")


def _spend_the_day(town: Town, twilio: FakeTwilio, telegram: FakeTelegram) -> None:
    for number, ballot in zip(NUMBERS, BALLOTS, strict=True):
        assert town.sms(f"SM-v{number[-4:]}", number, ballot) == 200
        assert town.sms(f"SM-q{number[-4:]}", number, QUESTION) == 200
    assert town.telegram(text_update(1, CHAT, "VOTE 9 4 6")) == 200
    card = text_update(2, CHAT, "")
    card["message"].pop("text")
    card["message"]["contact"] = {"phone_number": CARD, "first_name": "A", "user_id": CHAT}
    assert town.telegram(card) == 200
    assert town.telegram(text_update(3, CHAT, QUESTION)) == 200
    bad_signature = {"X-Twilio-Signature": "none", "Content-Type": "application/x-www-form-urlencoded"}
    town.call("/webhooks/twilio/main/inbound", f"From={NUMBERS[0]}&Body=VOTE+9+4+6".encode(), bad_signature)
    wait_until(
        lambda: len(telegram.texts_to(str(CHAT))) == 3 and all(len(twilio.texts_to(one)) == 2 for one in NUMBERS)
    )
    assert town.sms("SM-f1", NUMBERS[0], "DEMANDE le compte administratif de 2024") == 200
    assert town.sms("SM-f2", NUMBERS[0], "1") == 200
    wait_until(lambda: len(twilio.texts_to(NUMBERS[0])) == 4)


def _hand_in_a_form(folder: Path, database: str) -> None:
    """Register the form that was prepared by phone, as staff do, with the secret of the installation."""
    secret = (folder / "secret").read_text(encoding="utf-8").strip()
    engine = open_database(database)
    work = UnitOfWork(engine)
    house = House(work, system_clock, Vault(secret), Keyring(folder / "keys"), folder / "files")

    def hand_in(session: Session) -> None:
        row = session.scalars(select(InformationRequest).where(InformationRequest.kind == "formal")).one()
        staff_id = session.scalars(select(Staff.id).limit(1)).one()
        deposit = Deposit(row.text, {FormField.NAME: NAME, FormField.IDENTITY_COPY: DOCUMENT})
        where = {"commune_id": row.commune_id, "request_id": row.id, "staff_id": staff_id}
        receive_formal(session, house, deposit=deposit, **where)
        assert open_form(house, row)["name"] == NAME
        read_form(session, house, **where)

    work.write(hand_in)
    work.close()
    engine.dispose()


def _wait_until_noted(database: str) -> None:
    engine = open_database(database)
    waiting = select(Outbox.id).where(Outbox.state.in_((OutboxState.QUEUED, OutboxState.SENDING)))

    def is_done() -> bool:
        with engine.connect() as connection:
            return connection.execute(waiting).first() is None

    wait_until(is_done)
    engine.dispose()


def spellings(number: str) -> list[bytes]:
    """The ways in which a number may be written."""
    national = number.removeprefix("+228")
    pairs = " ".join(national[at : at + 2] for at in range(0, 8, 2))
    return [text.encode() for text in (number[1:], national, pairs, pairs.replace(" ", "-"), pairs.replace(" ", "."))]


def places(hunted: Hunted) -> dict[str, bytes]:
    """Everything that is written down: files, a backup, the log, and on PostgreSQL every table."""
    found = {path.name: path.read_bytes() for path in hunted.folder.rglob("*") if path.is_file()}
    if hunted.database.startswith("sqlite"):
        copy = back_up(hunted.database, Path(mkdtemp(dir=hunted.folder)), system_clock())
        return {**found, "backup": copy.read_bytes()}
    return {**found, "dump": dump(hunted.database)}


def dump(database: str) -> bytes:
    """Return every row of every table as text."""
    with psycopg.connect(database.replace("+psycopg", "")) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = b""
        for (name,) in names:
            with connection.cursor().copy(f'COPY "{name}" TO STDOUT'.encode()) as copy:
                rows += b"".join(bytes(part) for part in copy)
    return rows


def test_no_number_is_written_anywhere_in_five_spellings(hunted: Hunted) -> None:
    for place, content in places(hunted).items():
        for number in [*NUMBERS, CARD, f"+228{CHAT}"]:
            for spelling in spellings(number):
                assert spelling not in content, (place, number, spelling)


def test_who_made_a_formal_request_stands_nowhere_in_clear(hunted: Hunted) -> None:
    pages = {
        path: hunted.town.call(f"/demo/{path}", b"", {}, "GET")[1] for path in ("requests", "data/requests.csv", "")
    }
    for place, content in {**places(hunted), **pages}.items():
        for mark in (NAME, NAME.split()[0], DOCUMENT):
            assert mark.encode() not in content, (place, mark)
    assert not any(mark in text for text in hunted.heard for mark in (NAME, DOCUMENT))


def test_no_choice_no_body_of_a_ballot_and_no_receipt_is_written(hunted: Hunted) -> None:
    assert sum("VOTE" in text or "Vote" in text or "vote" in text for text in hunted.heard) >= 3
    receipts = receipts_in(hunted)
    assert len(receipts) == 3
    for place, content in places(hunted).items():
        for mark in [*MARKS[:-1], *receipts]:
            if place.endswith(".log") or len(mark) > 5:
                assert mark.encode() not in content, (place, mark)


def receipts_in(hunted: Hunted) -> set[str]:
    """Return the receipts that the phones have heard, read from the ballots with the key."""
    key = Keyring(hunted.folder / "keys").load(1)
    engine = open_database(hunted.database)
    with engine.connect() as connection:
        found = {str(key.open(sealed)["receipt"]) for (sealed,) in connection.execute(select(Ballot.sealed))}
    engine.dispose()
    return {receipt for receipt in found if any(receipt in text for text in hunted.heard)}


def test_names_of_chosen_projects_stand_beside_no_one(hunted: Hunted) -> None:
    names = ["Terrain", "Forage", "Maternité", "Lampes", "Classes"]
    for place, content in places(hunted).items():
        if place.endswith(".log") or place.startswith("bell"):
            assert not any(name.encode() in content for name in names), place
        for one, other in combinations(names, 2):
            echo = f"{one}, {other}".encode()
            assert echo not in content, (place, echo)


def test_the_echo_is_gone_after_hand_over(hunted: Hunted) -> None:
    engine = open_database(hunted.database)
    with engine.connect() as connection:
        rows = connection.execute(select(Outbox.is_secret, Outbox.payload)).all()
    engine.dispose()
    assert sum(row.is_secret for row in rows) >= 3
    assert {row.payload for row in rows if row.is_secret} == {None}


def test_without_the_key_ballots_say_nothing(hunted: Hunted) -> None:
    stolen = Keyring(hunted.folder / "stolen").create(1)
    engine = open_database(hunted.database)
    with engine.connect() as connection:
        ballots = connection.execute(select(Ballot.voter, Ballot.sealed)).all()
    engine.dispose()
    assert len(ballots) == len(read_demo()["ballots"]) + 3
    assert len({len(ballot.sealed) for ballot in ballots}) == 1
    assert {stolen.voter(number) for number in [*NUMBERS, CARD]}.isdisjoint(ballot.voter for ballot in ballots)
