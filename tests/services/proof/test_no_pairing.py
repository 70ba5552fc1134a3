"""Nothing published joins a receipt and a ballot, or a phone and anything: hunted for in the bundle of a real vote."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.receipts import commit_receipt
from models import Ballot, CountRun, LogEntry
from services.counting import count_cycle
from services.house import House
from services.proof.gathering import make_bundle
from services.voting.box import log_salt
from tests.services.cycles.plans import CLOSES, GRACE, Plan
from tests.services.proof.published import MANY, hold_vote

CHOICE = re.compile(r"choices|vote[;,]|selected")
COMMITMENT = re.compile(r"[0-9a-f]{64}")


def bundle_of(made: Plan, clock: Any) -> tuple[bytes, dict[str, bytes]]:
    """Count, and return the bundle there would be, with its members."""
    clock.set(CLOSES + GRACE)
    run = count_cycle(made.session, made.house, made.commune.id, made.cycle.id, staff_id=None)
    content = make_bundle(made.session, made.house, made.cycle, run)
    return content, unpacked(content)


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_no_phone_no_voter_and_no_receipt_is_in_it(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made, receipts = hold_vote(session, house, clock)
        content, members = bundle_of(made, clock)
        everything = b"\n".join([content, *members.values()])
        key = house.keyring.load(made.cycle.id)
        for phone in range(len(MANY)):
            number = f"+2290197{phone:06d}"
            for spelt in (number, number[1:], number[4:], f"00{number[1:]}", key.voter(number)):
                assert spelt.encode() not in everything, spelt
        for row in session.scalars(select(Ballot)):
            for trace in (row.id, row.voter, row.sealed.hex(), row.sealed):
                assert (trace if isinstance(trace, bytes) else trace.encode()) not in everything
        for code in receipts:
            assert code.encode() not in everything and code.replace("-", "").encode() not in everything

    run(work)


def test_who_chose_what_could_be_exchanged_at_will_and_not_a_byte_would_change(
    house: House, run: Any, clock: Any
) -> None:
    """The strongest thing to be said of a pairing: the bundle is the same for every pairing there could be."""

    def work(session: Session) -> None:
        made, _ = hold_vote(session, house, clock)
        before, _ = bundle_of(made, clock)
        for seed in range(3):
            exchange_choices(session, house, made.cycle.id, random.Random(seed))
            session.query(CountRun).delete()
            assert bundle_of(made, clock)[0] == before

    run(work)


def exchange_choices(session: Session, house: House, cycle_id: int, chance: random.Random) -> None:
    """Deal the choices anew among all voters, whose phones, hours and receipts stay as they are."""
    key = house.keyring.load(cycle_id)
    rows = list(session.scalars(select(Ballot).order_by(Ballot.id)))
    records = [key.open(row.sealed) for row in rows]
    dealt = chance.sample([record["choices"] for record in records], len(records))
    assert dealt != [record["choices"] for record in records]
    for row, record, choices in zip(rows, records, dealt, strict=True):
        row.sealed = key.seal({**record, "choices": choices})
    session.flush()


def test_who_voted_when_could_be_exchanged_too(house: House, run: Any, clock: Any) -> None:
    """What a vote's hour and channel say stays in the log and the turnout, and never reaches a list of ballots."""

    def work(session: Session) -> None:
        made, _ = hold_vote(session, house, clock)
        _, before = bundle_of(made, clock)
        for row in session.scalars(select(Ballot)):
            row.channel, row.hour = "telegram", row.hour - timedelta(hours=5)
        session.flush()
        session.query(CountRun).delete()
        _, after = bundle_of(made, clock)
        assert after == before

    run(work)


def test_no_file_holds_a_choice_beside_a_receipt(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made, receipts = hold_vote(session, house, clock)
        _, members = bundle_of(made, clock)
        sealed = {commit_receipt(code, log_salt(made.cycle.id)) for code in receipts}
        holding = {name for name, data in members.items() if sealed & set(COMMITMENT.findall(data.decode()))}
        assert holding == {"log.csv"}
        assert not CHOICE.search(members["log.csv"].decode())
        for name in ("election.json", "votes.pb"):
            assert not re.search(r"\d{4}-\d\d-\d\dT|sms|telegram|[0-9a-f]{16}", members[name].decode())

    run(work)


def test_ballots_stand_in_the_order_of_what_they_say(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made, _ = hold_vote(session, house, clock)
        _, members = bundle_of(made, clock)
        ballots = json.loads(members["election.json"])["ballots"]
        said = [ballot["choices"] for ballot in ballots]
        assert said == sorted(said) and len(said) == len({tuple(one) for one in said})
        rows = members["votes.pb"].decode().split("VOTES\nvoter_id;vote\n")[1].splitlines()
        assert [row.partition(";")[0] for row in rows] == [str(place) for place in range(1, len(MANY) + 1)]
        votes = [row.partition(";")[2].split(",") for row in rows]
        assert votes == sorted(votes)

    run(work)


def test_the_log_is_not_in_the_order_of_arrival(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made, receipts = hold_vote(session, house, clock)
        arrived = [commit_receipt(code, log_salt(made.cycle.id)) for code in receipts[: len(MANY)]]
        logged = session.scalars(select(LogEntry.commitment).order_by(LogEntry.position).limit(len(MANY))).all()
        assert sorted(logged) == sorted(arrived) and list(logged) != arrived  # by chance: once in 30! times

    run(work)
