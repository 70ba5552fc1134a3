"""The hunt for codes: after a day of a vote by codes none stands in a file, a table, a log or a backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.voting_codes import write_code
from budgeting.ways_in import WayIn, WaysIn
from models import Ballot, Commune, Cycle, Staff, VotingCode
from models.cycle import CycleState, IdentityLevel
from services.by_hand.boxes import open_ballot_box
from services.by_hand.envelopes import booth_point, envelope_in
from services.by_hand.helping import cast_with_help, show_with_help
from services.by_hand.sent import SentState, cast_sealed, open_all, pass_booth
from services.by_hand.sheets import enter_sheet, new_sheet_id, show_sheet, void_sheet
from services.by_hand.typing import Hand, Shown, Typed, poll_of
from services.clock import system_clock
from services.codes.making import NewBatch, keep_batch
from services.cycles.rules import write_rules
from services.cycles.ways import set_ways
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
from tests.services.booth_phone import BoothPhone
from tests.whole.test_secrecy import CHAT, NUMBERS, Hunted, places

HOUSEHOLD, NEIGHBOUR = NUMBERS
TYPED = [f"[{sep.join(one)}]" for one in ("964", "649", "496") for sep in (",", ", ")] + ["9 6 4", "6 4 9", "4 9 6"]
"""Choices that staff typed, as a table, a log or a file would hold them."""


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
        with _house(folder, database) as house:
            codes = _hand_out(house)
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
        with _house(folder, database) as house:
            _enter_by_hand(house, codes)
        heard = [message["Body"] for message in twilio.messages] + [message["text"] for message in telegram.messages]
        yield Hunted(town, folder, database, heard), codes
    if request.param == "postgresql":
        server.run_sql("DROP DATABASE coded WITH (FORCE)")


def _hand_out(house: House) -> list[str]:
    """Make the demonstration's open vote one by codes, print a batch as the panel does, and return its codes."""
    work = house.work

    def raise_level(session: Session) -> tuple[int, int]:
        cycle = session.scalars(select(Cycle).where(Cycle.state == CycleState.APPROVED)).one()
        cycle.identity_level = IdentityLevel.VOTING_CODE
        set_ways(cycle, WaysIn(with_help=True, on_paper=True, in_booth=True))
        write_rules(session, cycle)
        grow_revision(session, cycle.commune_id)
        return cycle.commune_id, cycle.id

    commune, cycle = work.write(raise_level)
    drawn, slips = work.read(lambda db: say_slips(db, house, commune, cycle, NewBatch(7, "Zongo", "Awa"), "fr"))
    press_slips(slips, drawn.number)
    work.write(lambda db: keep_batch(db, house, commune, drawn, staff_id=None))
    assert work.read(lambda db: db.get_one(Commune, commune).is_demo)
    return list(drawn.codes)


@contextmanager
def _house(folder: Path, database: str) -> Iterator[House]:
    """A house of our own beside the town's, over the same database."""
    secret = (folder / "secret").read_text(encoding="utf-8").strip()
    engine = open_database(database)
    work = UnitOfWork(engine)
    yield House(work, system_clock, Vault(secret), Keyring(folder / "keys"), folder / "files")
    work.close()
    engine.dispose()


def _enter_by_hand(house: House, codes: list[str]) -> None:
    """Let staff type a ballot with help, a sheet, its correction, and a void sheet with a code in its words."""
    work = house.work
    query = select(Cycle.commune_id, Cycle.id).where(Cycle.identity_level == IdentityLevel.VOTING_CODE)
    where = (house, *work.read(lambda db: db.execute(query).one()))
    staff = work.read(lambda db: db.scalars(select(Staff.id).order_by(Staff.id)).first()) or 0
    hand = Hand(staff, WayIn.PAPER, 1)
    shown = work.write(lambda db: show_with_help(db, *where, Typed(write_code(codes[4]), "9 6 4"), staff_id=staff))
    assert isinstance(shown, Shown), shown
    work.write(lambda db: cast_with_help(db, *where, shown.token, staff_id=staff))
    assert work.write(lambda db: open_ballot_box(db, *where, "Mairie", 2, staff_id=staff)) == 1
    for choices, way in (("6 4 9", hand), ("4 9 6", Hand(staff, WayIn.PAPER, 1, corrects=True))):
        typed = Typed(codes[5], choices)
        sheet = work.write(lambda db, typed=typed, way=way: show_sheet(db, *where, typed, way))
        assert isinstance(sheet, Shown), sheet
        work.write(lambda db, token=sheet.token: enter_sheet(db, *where, token, hand))
    _vote_in_booth(house, where[1], where[2], codes[6], staff)
    words = f"tachée {write_code(codes[5])}"
    work.write(lambda db: void_sheet(db, *where, 1, new_sheet_id(), "other", words, staff_id=staff))


def _vote_in_booth(house: House, commune: int, cycle: int, code: str, staff: int) -> None:
    """Let a phone send a ballot that it had sealed, twice."""
    poll = house.work.read(lambda db: poll_of(db, house, commune, cycle))
    phone = BoothPhone(cycle, booth_point(house.keyring.load(cycle)), pass_booth(house, poll, staff))
    envelope = envelope_in(phone.seal(phone.slip(write_code(code), "9 6 4", house.clock().timestamp())))
    assert envelope
    for state in (SentState.COUNTED, SentState.AGAIN):
        (opened,) = open_all(house, poll, [envelope])
        sent = house.work.write(
            lambda db, opened=opened: cast_sealed(db, house, commune, poll, opened, sender_id=staff)
        )
        assert sent.state is state, sent


def test_no_code_stands_anywhere(coded: tuple[Hunted, list[str]]) -> None:
    hunted, codes = coded
    for place, content in places(hunted).items():
        for code in codes:
            for spelling in (code, write_code(code), write_code(code).replace(" ", "-")):
                assert spelling.encode() not in content, (place, spelling)
    assert not any(code in text.replace(" ", "") for code in codes for text in hunted.heard)


def test_no_choice_that_was_typed_stands_anywhere(coded: tuple[Hunted, list[str]]) -> None:
    hunted, _codes = coded
    for place, content in places(hunted).items():
        for spelling in TYPED:
            assert spelling.encode() not in content, (place, spelling)


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
