"""The hunt for codes: after a day of a vote by codes none stands in a file, a table, a log or a backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.voting_codes import write_code
from models import Ballot, Commune, Cycle, VotingCode
from models.cycle import CycleState, IdentityLevel
from services.clock import system_clock
from services.codes.making import NewBatch, keep_batch
from services.cycles.rules import write_rules
from services.database import open_database
from services.house import House
from services.keyring import Keyring
from services.printing.slips import press_slips, say_slips
from services.revision import grow_revision
from services.unit_of_work import UnitOfWork
from services.vault import Vault
from tests.databases import PostgresServer, wait_until
from tests.fakes.telegram_api import FakeTelegram, text_update
from tests.fakes.twilio_api import FakeTwilio
from tests.running import demo_town
from tests.whole.test_secrecy import CHAT, NUMBERS, Hunted, places

HOUSEHOLD, NEIGHBOUR = NUMBERS


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def coded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Hunted, list[str]]]:
    folder = tmp_path_factory.mktemp("coded")
    database, more = f"sqlite:///{folder / 'palabre.sqlite'}", {"LOG_LEVEL": "DEBUG"}
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        server.run_sql("CREATE DATABASE coded")
        database = server.url("coded")
        more["DATABASE_URL"] = database
    with FakeTwilio() as twilio, FakeTelegram() as telegram, demo_town(folder, twilio, telegram, **more) as town:
        codes = _hand_out(folder, database)
        said = [
            f"VOTE {write_code(codes[0])} 9 4",
            f"VOTE {codes[1]}",
            "6",
            f"MON VOTE {codes[0]}",
            "VOTE",
            codes[2],
            "4",
        ]
        said += [f"mon code {codes[2]} ne marche pas", "VOTE 12345 67890 3"]
        said += [
            f"QUESTION mon papier {write_code(codes[0])} ne marche pas chez moi",
            f"QUESTION {codes[1]} ne marche pas pourquoi ?",
            f"Pourquoi le {codes[2]} ne marche pas chez moi ?",
            "2",
            f"IDEE lampe pour la rue {codes[0]}",
            "1",
            f"Awa Traore {write_code(codes[1])}",
            "MENU",
        ]
        for place, text in enumerate(said):
            assert town.sms(f"SM-c{place}", HOUSEHOLD, text) == 200
        assert town.sms("SM-n", NEIGHBOUR, f"VOTE {codes[0]} 6") == 200
        assert town.telegram(text_update(1, CHAT, f"VOTE {codes[3]} 9")) == 200
        wait_until(lambda: len(twilio.texts_to(HOUSEHOLD)) == len(said) and len(telegram.texts_to(str(CHAT))) == 1)
        heard = [message["Body"] for message in twilio.messages] + [message["text"] for message in telegram.messages]
        yield Hunted(town, folder, database, heard), codes
    if request.param == "postgresql":
        server.run_sql("DROP DATABASE coded WITH (FORCE)")


def _hand_out(folder: Path, database: str) -> list[str]:
    """Make the demonstration's open vote one by codes, print a batch as the panel does, and return its codes."""
    engine = open_database(database)
    work = UnitOfWork(engine)
    secret = (folder / "secret").read_text(encoding="utf-8").strip()
    house = House(work, system_clock, Vault(secret), Keyring(folder / "keys"), folder / "files")

    def raise_level(session: Session) -> tuple[int, int]:
        cycle = session.scalars(select(Cycle).where(Cycle.state == CycleState.APPROVED)).one()
        cycle.identity_level = IdentityLevel.VOTING_CODE
        write_rules(session, cycle)
        grow_revision(session, cycle.commune_id)
        return cycle.commune_id, cycle.id

    commune, cycle = work.write(raise_level)
    drawn, slips = work.read(lambda db: say_slips(db, house, commune, cycle, NewBatch(4, "Zongo", "Awa"), "fr"))
    press_slips(slips, drawn.number)
    work.write(lambda db: keep_batch(db, house, commune, drawn, staff_id=None))
    assert work.read(lambda db: db.get_one(Commune, commune).is_demo)
    work.close()
    engine.dispose()
    return list(drawn.codes)


def test_no_code_stands_anywhere(coded: tuple[Hunted, list[str]]) -> None:
    hunted, codes = coded
    for place, content in places(hunted).items():
        for code in codes:
            for spelling in (code, write_code(code), write_code(code).replace(" ", "-")):
                assert spelling.encode() not in content, (place, spelling)
    assert not any(code in text.replace(" ", "") for code in codes for text in hunted.heard)


def test_every_code_voted_once_and_its_ballot_leads_to_no_row(coded: tuple[Hunted, list[str]]) -> None:
    hunted, codes = coded
    engine = open_database(hunted.database)
    with engine.connect() as connection:
        cycle_id = connection.execute(select(VotingCode.cycle_id).limit(1)).scalar_one()
        marks = set(connection.execute(select(VotingCode.mark)).scalars())
        voters = set(connection.execute(select(Ballot.voter).where(Ballot.cycle_id == cycle_id)).scalars())
    engine.dispose()
    key = Keyring(hunted.folder / "keys").load(cycle_id)
    assert marks == {key.mark(code) for code in codes}
    assert [code for code in codes if key.voter(key.mark(code)) not in voters] == []
    assert marks.isdisjoint(voters)
    assert {key.voter(number) for number in (HOUSEHOLD, NEIGHBOUR)}.isdisjoint(voters)
