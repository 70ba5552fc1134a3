"""The heads published while a vote runs: by the hour, for good, each leading on from the one before."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from budgeting.proof.published import Unreadable, faults_of, read_file, read_noted
from models import Contact, Line, LineCommune, LogEntry, Outbox, PublishedHead
from palabre.commands.heads import COMMAND as HEADS
from palabre.commands.verify import COMMAND as VERIFY
from services.house import House
from services.proof import bundle_file, bundles_of, make_due_bundles
from services.voting.log import append_pending
from services.watching.heads import publish_all_heads
from services.watching.posting import chat_of, choose_chat
from services.watching.published import HeadsPage, heads_page, published_file
from tests.conftest import HandClock
from tests.services.cycles.plans import OPENS, Plan, refused
from tests.services.proof.published import publish_count
from tests.services.townsfolk import NOW, planted, told

START = OPENS + timedelta(minutes=30)
"""A full hour: the plan opens at half past."""

once = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def hold_hours(house: House, clock: HandClock, hours: int = 3) -> Plan:
    """Hold a vote in which two people vote in each hour, and publish after each."""
    made = house.work.write(lambda session: Plan(session, house).approved())
    clock.set(START)
    for hour in range(hours):
        clock.wait(minutes=10)
        house.work.write(lambda session, first=2 * hour: vote(session, house, made, first))  # type: ignore[misc]
        clock.wait(minutes=55)
        publish_all_heads(house)
        clock.wait(minutes=-5)
    return made


def vote(session: Session, house: House, made: Plan, first: int) -> None:
    made.session, made.commune, made.cycle = session, session.merge(made.commune), session.merge(made.cycle)
    for phone in (first, first + 1):
        made.vote(phone, 1 + phone % 3)
    append_pending(session, house, made.cycle.id)


def page_of(house: House, made: Plan) -> HeadsPage:
    found = house.work.read(lambda session: heads_page(session, made.commune.id, made.cycle.id, house.clock()))
    assert found is not None
    return found


def save(house: House, made: Plan, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(json.dumps(published_file(page_of(house, made), "Zongo")), encoding="utf-8")
    return path


def test_each_full_hour_in_which_the_log_grew_has_its_head(house: House, clock: HandClock) -> None:
    heads = page_of(house, hold_hours(house, clock)).heads
    assert [(head.size, head.hour) for head in heads] == [
        (6, START + timedelta(hours=3)),
        (4, START + timedelta(hours=2)),
        (2, START + timedelta(hours=1)),
    ]


def test_the_hour_that_runs_is_not_told(house: House, clock: HandClock) -> None:
    made = house.work.write(lambda session: Plan(session, house).approved())
    clock.set(START + timedelta(minutes=10))
    house.work.write(lambda session: vote(session, house, made, 0))
    clock.wait(minutes=45)
    assert publish_all_heads(house) == 0
    clock.wait(minutes=10)
    assert (publish_all_heads(house), publish_all_heads(house)) == (1, 0)


def test_hours_without_a_worker_are_caught_up_and_posted_once(house: House, clock: HandClock) -> None:
    made = house.work.write(lambda session: Plan(session, house).approved())
    clock.set(START)
    for hour in range(3):
        clock.wait(hours=1)
        house.work.write(lambda session, first=2 * hour: vote(session, house, made, first))  # type: ignore[misc]
    clock.wait(hours=2)
    assert publish_all_heads(house) == 3


def test_a_published_head_tells_a_number_and_a_root_and_no_choice(
    house: House, clock: HandClock, tmp_path: Path
) -> None:
    made = hold_hours(house, clock)
    paper = json.loads(save(house, made, tmp_path, "now.json").read_text())
    assert sorted(paper) == ["commune", "cycle", "heads", "kind", "log_key", "rules_hash", "title"]
    assert {tuple(sorted(head)) for head in paper["heads"]} == {("hour", "proof", "root", "signature", "size")}


def test_the_file_of_heads_proves_that_the_log_has_only_grown(house: House, clock: HandClock, tmp_path: Path) -> None:
    made = hold_hours(house, clock, hours=2)
    early = save(house, made, tmp_path, "early.json")
    made = house.work.write(lambda session: _go_on(session, house, clock, made))
    publish_all_heads(house)
    late = save(house, made, tmp_path, "late.json")
    checked = _run(HEADS, late, early)
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (0, "All of it holds: the log has only grown.")
    assert _run(HEADS, early, late).exit_code == 1


def _go_on(session: Session, house: House, clock: HandClock, made: Plan) -> Plan:
    vote(session, house, made, 7)
    clock.wait(hours=2)
    return made


@once
@pytest.mark.parametrize("part", ["root", "signature", "size", "proof"])
def test_one_changed_sign_in_the_file_is_found(house: House, clock: HandClock, tmp_path: Path, part: str) -> None:
    path = save(house, hold_hours(house, clock), tmp_path, "heads.json")
    paper = json.loads(path.read_text())
    head = paper["heads"][1]
    head[part] = {"size": 3, "proof": []}.get(part) if part in ("size", "proof") else _turned(head[part])
    path.write_text(json.dumps(paper))
    assert list(faults_of(read_file(path)))


def _turned(text: str) -> str:
    return ("1" if text[0] == "0" else "0") + text[1:]


@once
def test_the_bundle_goes_on_from_every_head_that_was_kept(house: House, clock: HandClock, tmp_path: Path) -> None:
    made = hold_hours(house, clock)
    saved, last = save(house, made, tmp_path, "kept.json"), page_of(house, made).heads[0]
    bundle = _bundle(house, clock, made)
    written = f"{last.size} {' '.join(last.groups[:8]).upper()}"
    square = f"https://palabre.example/zongo/votes/1/heads?size={last.size}&root={last.root}"
    held = _run(VERIFY, bundle, "--head", saved, "--head", written, "--head", square)
    assert held.exit_code == 0, held.output
    assert "heads kept while the vote ran: 5. The log begins with each of them." in held.output
    other = _run(VERIFY, bundle, "--head", f"{last.size} {_turned(last.root)}")
    assert other.exit_code == 1
    assert f"FAULT the log does not begin with the head noted when it had {last.size} entries" in other.output
    assert _run(VERIFY, bundle, "--head", f"99 {last.root}").exit_code == 1


def _bundle(house: House, clock: HandClock, made: Plan) -> Path:
    def publish(session: Session) -> None:
        made.session, made.commune, made.cycle = session, session.merge(made.commune), session.merge(made.cycle)
        made.staff = [session.merge(one) for one in made.staff]
        publish_count(made, clock)

    house.work.write(publish)
    make_due_bundles(house)
    digest = house.work.read(lambda session: bundles_of(session, made.commune.id))[0].sha256
    found = house.work.read(lambda session: bundle_file(session, house, made.commune.id, digest))
    assert found is not None
    return found[0]


@pytest.mark.parametrize("given", ["", "12", "12 abcd", "nowhere.json", "x" * 500, "12 " + "g" * 64, "-3 " + "a" * 64])
def test_what_is_no_head_is_said_to_be_none(given: str) -> None:
    with pytest.raises(Unreadable):
        read_noted(given)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind": "palabre-published-heads/1"}', '{"kind":1,"heads":[{}]}', "\x00"]
)
def test_a_strangers_file_gets_a_clear_answer(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(text)
    assert _run(HEADS, path).exit_code == 2


def test_a_head_is_posted_into_the_chat_that_the_commune_chose(house: House, clock: HandClock) -> None:
    made = house.work.write(lambda session: _with_chat(session, house))
    clock.set(START + timedelta(minutes=10))
    house.work.write(lambda session: vote(session, house, made, 0))
    clock.wait(hours=1)
    publish_all_heads(house)
    last = page_of(house, made).heads[0]
    posted = house.work.read(lambda session: told(session, house))
    assert len(posted) == 1 and last.root in posted[0] and made.cycle.title in posted[0]
    room = house.work.read(lambda session: session.scalar(select(Contact).join(Outbox)))
    assert room is not None and room.channel == "telegram"


def _with_chat(session: Session, house: House) -> Plan:
    made = Plan(session, house).approved()
    bot = planted(
        session, Line(provider="telegram", key="bot", channel="telegram", address="@zongo_bot", created_at=NOW)
    )
    session.add(LineCommune(line_id=bot.id, commune_id=made.commune.id))
    session.flush()
    choose_chat(session, house, made.commune.id, "-1001234567890", staff_id=made.staff[0].id)
    return made


def test_a_chat_is_a_group_or_a_channel_and_needs_a_bot(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        where = (session, house, made.commune.id)
        assert refused(choose_chat, *where, "-1001234567890", staff_id=None) == "observer_chat_no_line"
        for person in ("12345678", "+22990000000", "@a", "hello", "-12"):
            assert refused(choose_chat, *where, person, staff_id=None) == "observer_chat_wrong"

    run(work)


def test_the_chat_can_be_left_again(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = _with_chat(session, house)
        assert chat_of(session, house, made.commune.id) is not None
        choose_chat(session, house, made.commune.id, " ", staff_id=made.staff[0].id)
        assert chat_of(session, house, made.commune.id) is None

    run(work)


def test_entries_that_were_taken_out_are_noticed_and_keep_back_no_other_log(house: House, clock: HandClock) -> None:
    made = hold_hours(house, clock, hours=2)
    house.work.write(lambda session: vote(session, house, made, 8))
    house.work.write(lambda session: session.execute(delete(LogEntry).where(LogEntry.position < 4)))
    clock.wait(hours=2)
    with capture_logs() as said:
        assert publish_all_heads(house) == 0
    assert [line["event"] for line in said] == ["the heads of a vote cannot be published"]


def test_nothing_published_is_ever_taken_back(house: House, clock: HandClock) -> None:
    made = hold_hours(house, clock)
    before = page_of(house, made).heads
    clock.wait(hours=5)
    publish_all_heads(house)
    assert page_of(house, made).heads == before
    assert house.work.read(lambda session: session.query(PublishedHead).count()) == len(before)


def _run(command: Any, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])
