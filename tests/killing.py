"""A town under load whose processes are killed at random, and the books checked afterwards."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models import Ballot, Inbound, Outbox, OutboxState, Turnout
from palabre.demo.clock import DemoClock
from palabre.secrets import find_secret
from services.clock import system_clock
from services.database import open_database
from services.keyring import Keyring
from services.outbox import LEASE
from services.vault import Vault
from tests.databases import PostgresServer, free_port, postgres_server, wait_until
from tests.fakes.telegram_api import FakeTelegram
from tests.fakes.twilio_api import FakeTwilio
from tests.running import PATIENCE, Town, demo_town, insist, palabre, town_environment, web_command
from tests.valkey import ValkeyServer, valkey_server

PROJECTS = range(1, 11)


@dataclass
class Load:
    """Citizens who vote again and again; each remembers what was acknowledged, in order."""

    town: Town
    seed: int
    stop: threading.Event = field(default_factory=threading.Event)
    accepted: dict[str, str] = field(default_factory=dict)  # message id -> sender
    last_choice: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def under_way(self, citizens: int) -> Iterator[None]:
        """Let so many citizens vote, a thread each, while the block runs, and then end what they are at."""
        threads = [threading.Thread(target=self._vote, args=(number,)) for number in range(citizens)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()

    def wait_for_more(self, messages: int) -> None:
        """Wait until so many more have been acknowledged, so that every kill falls into the work."""
        wanted = len(self.accepted) + messages
        wait_until(lambda: len(self.accepted) >= wanted, PATIENCE)

    def _vote(self, number: int) -> None:
        chance = random.Random(f"{self.seed} {number}")
        turn = 0
        while not self.stop.is_set():
            turn += 1
            sender, choice = f"+2289{number:03}{turn % 7:04}", chance.choice(PROJECTS)
            sid = f"SM-{number}-{turn}"
            if self._deliver(sid, sender, f"VOTE {choice}"):
                self.accepted[sid] = sender
                self.last_choice[sender] = choice
            time.sleep(0.02)

    def _deliver(self, sid: str, sender: str, text: str) -> bool:
        """Knock until it is taken, as a provider that retries; True once acknowledged."""
        return insist(lambda: self.town.sms(sid, sender, text)) == 200


@dataclass(frozen=True)
class Books:
    """What the database says in the end."""

    inbound: int
    ballots: dict[str, list[int]]
    turnout: int
    replies: int


UNSENT = (
    select(func.count())
    .select_from(Outbox)
    .where(Outbox.state.in_((OutboxState.QUEUED, OutboxState.SENDING, OutboxState.FAILED)))
)
"""How many messages are still to be sent, or were given up."""


def read_books(database_url: str, folder: Path, senders: list[str]) -> Books:
    """Read the books with the cycle's key, as a count would."""
    engine = open_database(database_url)
    key = Keyring(folder / "keys").load(1)
    Vault(find_secret("", folder))
    with Session(engine) as session:
        sealed = {ballot.voter: ballot.sealed for ballot in session.scalars(select(Ballot))}
        books = Books(
            inbound=session.scalar(select(func.count()).select_from(Inbound)) or 0,
            ballots={sender: key.open(sealed[key.voter(sender)])["choices"] for sender in senders},
            turnout=session.scalar(select(func.count()).select_from(Turnout).where(~Turnout.simulated)) or 0,
            replies=session.scalar(select(func.count()).select_from(Outbox)) or 0,
        )
    engine.dispose()
    return books


@dataclass(frozen=True)
class Toll:
    """The outcome of a run: how many were acknowledged, lost, counted twice, unanswered, answered twice."""

    kills: int
    accepted: int
    lost: int
    wrong: int
    turnout_off: int
    unanswered: int
    answered_twice: int


def settle(load: Load, database_url: str, twilio: FakeTwilio, kills: int) -> Toll:
    """Wait until everything promised has been sent, and compare the books with what was acknowledged."""
    folder = Path(load.town.environment["VAR_DIR"])
    senders = sorted(set(load.accepted.values()))
    _wait_until_sent(database_url)
    books = read_books(database_url, folder, senders)
    sent = Counter(message["To"] for message in twilio.messages)
    promised = Counter(load.accepted.values())
    return Toll(
        kills=kills,
        accepted=len(load.accepted),
        lost=len(load.accepted) - books.inbound,
        wrong=sum(books.ballots[sender] != [load.last_choice[sender]] for sender in senders),
        turnout_off=books.turnout - len(senders),
        unanswered=sum(max(0, promised[sender] - sent[sender]) for sender in senders),
        answered_twice=sum(max(0, sent[sender] - promised[sender]) for sender in senders),
    )


def _wait_until_sent(database_url: str) -> None:
    engine = open_database(database_url)
    with Session(engine) as session:

        def is_done() -> bool:
            waits = session.scalar(UNSENT)
            session.rollback()
            return not waits

        wait_until(is_done, 150)
    engine.dispose()


def kill_one_process(kills: int, citizens: int) -> Toll:
    """Kill the one process so many times."""
    with (
        tempfile.TemporaryDirectory() as name,
        FakeTwilio() as twilio,
        FakeTelegram() as telegram,
        demo_town(Path(name), twilio, telegram) as town,
    ):
        load = Load(town, seed=1)
        chance = random.Random(1)
        with load.under_way(citizens):
            for _ in range(kills):
                load.wait_for_more(3)
                time.sleep(chance.uniform(0.0, 0.5))
                town.kill("all")
                town.start("all", *palabre("demo"))
                town.wait_until_well()
        clock = DemoClock(Path(name))
        clock.turn_to(clock() + LEASE)  # what a killed process was sending is sent again at once
        return settle(load, f"sqlite:///{Path(name) / 'palabre.sqlite'}", twilio, kills)


def kill_everything(kills: int, citizens: int) -> Toll:
    """Kill web, worker, database and Valkey, each about as often."""
    with (
        tempfile.TemporaryDirectory() as name,
        FakeTwilio() as twilio,
        FakeTelegram() as telegram,
        postgres_server(durable=True) as postgres,
        valkey_server() as valkey,
    ):
        postgres.run_sql("CREATE DATABASE town")
        port = free_port()
        more = {"DATABASE_URL": postgres.url("town"), "REDIS_URL": valkey.url, "SECRET_KEY": "one-secret-for-all-of-it"}
        with Town(port, town_environment(Path(name), port, twilio, telegram, **more)) as town:
            town.start("all", *palabre("demo"))  # loads the demonstration
            town.wait_until_well()
            town.stop()
            load = Load(town, seed=2)
            _kill_in_turn(load, postgres, valkey, kills, citizens)
            _end_leases(postgres.url("town"))
            toll = settle(load, postgres.url("town"), twilio, kills)
            town.stop()
            return toll


def _end_leases(database_url: str) -> None:
    """Let what a killed process was sending be sent again at once: these processes read the clock of the machine."""
    engine = open_database(database_url)
    with engine.begin() as connection:
        held = update(Outbox).where(Outbox.state == OutboxState.SENDING)
        connection.execute(held.values(lease_until=system_clock()))
    engine.dispose()


def _kill_in_turn(load: Load, postgres: PostgresServer, valkey: ValkeyServer, kills: int, citizens: int) -> None:
    town, chance = load.town, random.Random(2)
    starts = {"web": web_command(town.port), "worker": palabre("worker")}
    for process, command in starts.items():
        town.start(process, *command)
    town.wait_until_well()
    with load.under_way(citizens):
        for turn in range(kills):
            load.wait_for_more(3)
            time.sleep(chance.uniform(0.0, 0.5))
            victim = ("web", "worker", "postgres", "valkey")[turn % 4]
            if victim == "postgres":
                postgres.stop_hard()
                postgres.start(durable=True)
            elif victim == "valkey":
                valkey.kill()
                valkey.start()
            else:
                town.kill(victim)
                town.start(victim, *starts[victim])
            town.wait_until_well()
