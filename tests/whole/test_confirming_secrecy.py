"""The hunt at level B: after a day of confirmed and unconfirmed ballots no number, choice or code stands in clear."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Ballot, Cycle, WaitingBallot
from models.cycle import CycleState, IdentityLevel
from services.cycles.rules import write_rules
from services.database import open_database
from services.keyring import Keyring
from services.revision import grow_revision
from services.unit_of_work import UnitOfWork
from tests.databases import PostgresServer, wait_until
from tests.fakes.telegram_api import FakeTelegram
from tests.fakes.twilio_api import FakeTwilio
from tests.running import Town, demo_town
from tests.whole.test_secrecy import NUMBERS, Hunted, places

VOTER, FORGED = NUMBERS
CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def confirmed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Hunted, list[str]]]:
    folder = tmp_path_factory.mktemp("confirmed")
    database, more = f"sqlite:///{folder / 'palabre.sqlite'}", {"LOG_LEVEL": "DEBUG"}
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        server.run_sql("CREATE DATABASE confirmed")
        database = server.url("confirmed")
        more["DATABASE_URL"] = database
    with FakeTwilio() as twilio, FakeTelegram() as telegram, demo_town(folder, twilio, telegram, **more) as town:
        _raise_level(database)
        codes = [_asks(town, twilio, VOTER, "VOTE 9 4 6", "a"), _asks(town, twilio, FORGED, "VOTE 8 2", "b")]
        assert town.sms("SM-c", VOTER, codes[0]) == 200
        wait_until(lambda: len(twilio.texts_to(VOTER)) == 2)
        yield Hunted(town, folder, database, [message["Body"] for message in twilio.messages]), codes
    if request.param == "postgresql":
        server.run_sql("DROP DATABASE confirmed WITH (FORCE)")


def _asks(town: Town, twilio: FakeTwilio, number: str, text: str, message: str) -> str:
    assert town.sms(f"SM-{message}", number, text) == 200
    wait_until(lambda: len(twilio.texts_to(number)) == 1)
    return CODE.findall(twilio.texts_to(number)[0])[-1]


def _raise_level(database: str) -> None:
    """Make the demonstration's open vote one at level B."""
    engine = open_database(database)
    work = UnitOfWork(engine)

    def raise_level(session: Session) -> None:
        cycle = session.scalars(select(Cycle).where(Cycle.state == CycleState.APPROVED)).one()
        cycle.identity_level = IdentityLevel.CONFIRMED_PHONE
        write_rules(session, cycle)
        grow_revision(session, cycle.commune_id)

    work.write(raise_level)
    work.close()
    engine.dispose()


def test_no_number_no_choice_and_no_code_stands_anywhere(confirmed: tuple[Hunted, list[str]]) -> None:
    hunted, codes = confirmed
    marks = ["9 4 6", "[9, 4, 6]", "[9,4,6]", "VOTE 8 2", "[8, 2]", "[8,2]", "Pour compter", *NUMBERS]
    marks += [mark for code in codes for mark in (f"pondez {code}", f'"{code}"', f"'{code}'", f"Body={code}")]
    for place, content in places(hunted).items():
        for mark in marks:
            assert mark.encode() not in content, (place, mark)


def test_one_ballot_counts_and_the_forged_one_waits_under_the_key_alone(confirmed: tuple[Hunted, list[str]]) -> None:
    hunted, _codes = confirmed
    engine = open_database(hunted.database)
    with engine.connect() as connection:
        waiting = connection.execute(select(WaitingBallot.cycle_id, WaitingBallot.voter, WaitingBallot.hour)).all()
        voters = set(connection.execute(select(Ballot.voter)).scalars())
    engine.dispose()
    key = Keyring(hunted.folder / "keys").load(waiting[0].cycle_id)
    assert [row.voter for row in waiting] == [key.voter(FORGED)]
    assert waiting[0].hour.minute == 0
    assert key.voter(VOTER) in voters
    assert key.voter(FORGED) not in voters
