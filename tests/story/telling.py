"""The whole story: ideas, a vote by codes under load and under kills, the count, the bundle, and the books."""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from models import Outbox, OutboxState
from models.cycle import IdentityLevel
from palabre.demo.clock import DemoClock
from palabre.settings import Settings
from services.outbox import LEASE
from tests.databases import PostgresServer, free_port, postgres_server, wait_until
from tests.fakes.telegram_api import FakeTelegram
from tests.fakes.twilio_api import FakeTwilio
from tests.running import Town, town_environment, web_command
from tests.story.books import Ending, compare
from tests.story.booth import Booth, open_booth
from tests.story.citizens import Crowd, all_at_once
from tests.story.coded import CodedCrowd
from tests.story.confirmed import ConfirmedCrowd
from tests.story.town_hall import TownHall, found_town
from tests.valkey import ValkeyServer, valkey_server

IDEAS = ("Forage", "Lampadaires", "Salle de classe", "Dispensaire", "Latrines du marche", "Pont", "Terrain de sport",
         "Piste rurale", "Reboisement", "Abattoir")  # fmt: skip
PATIENCE = 240
HOLDS_NOTHING = ("web", "valkey")
"""What takes no message out of the outbox: after any other nobody waits for a lease to run out."""
A_WHILE = timedelta(minutes=2)
"""After which a ballot is later than another whatever way it came: they are told apart by the minute."""


@dataclass
class Stage:
    """A town whose processes run apart, the providers that it talks to, and what can be killed by name."""

    town: Town
    twilio: FakeTwilio
    telegram: FakeTelegram
    settings: Settings
    start: dict[str, tuple[str, ...]]
    servers: dict[str, Callable[[], None]] = field(default_factory=dict)

    def up(self) -> None:
        """Start every process and wait until they answer."""
        for name, command in self.start.items():
            self.town.start(name, *command)
        self.town.wait_until_well()

    def kill(self, name: str, clock: DemoClock) -> None:
        """Pull one cable, and put it back once whatever it held alone may be taken up by others."""
        if name in self.servers:
            self.servers[name]()
        else:
            self.town.kill(name)
        if name not in HOLDS_NOTHING:
            clock.turn_to(clock() + LEASE)
        if name in self.start:
            self.town.start(name, *self.start[name])
        self.town.wait_until_well()

    def sent(self) -> list[tuple[str, str]]:
        """Return to whom each message went, and its text."""
        return self.twilio.sent + [(str(one["chat_id"]), one["text"]) for one in self.telegram.messages]

    @property
    def victims(self) -> list[str]:
        """Return the names of all that can be killed."""
        return [*self.start, *self.servers]


def tell_of_codes(stage: Stage, citizens: int, kills: int, seed: int = 1, *, meets: bool = False) -> Ending:
    """Play a cycle whose citizens have a code each, while things are killed, and return how it ended.

    Where it `meets` a meeting votes by show of hands as well, and all is counted by votes alone.
    """
    hall = found_town(stage.settings, IdentityLevel.VOTING_CODE, meets=meets)
    crowd = CodedCrowd(stage.town, hall.clock, [], random.Random(seed))
    _begin(stage, hall, crowd)
    phones, helped, papers, in_booth = _shared_out(hall.hand_out(citizens))
    booth = open_booth(stage.town, hall.sign_in, hall.cycle, hall.clock)
    crowd.stands |= _vote_in(booth, crowd, in_booth)
    hall.clock.turn_to(hall.clock() + A_WHILE)  # of one minute their ballot could stand over that of their phone
    at_desk = {code: crowd.ballot() for code in helped}
    crowd.stands |= at_desk
    doors = [
        lambda: crowd.vote([*phones, *in_booth[::3]], forgers=citizens // 20),  # these vote by phone after the booth
        lambda: [hall.help(code, choices) for code, choices in at_desk.items()],
        booth.send_all,
    ]
    with killing(stage, kills, crowd, random.Random(seed + 1)):
        all_at_once(doors)
    _wait_for_replies(hall)
    hall.clock.turn_to(hall.clock() + A_WHILE)
    crowd.stands |= _vote_in(booth, crowd, phones[1::40])  # and these in the booth after their phone
    booth.send_all()
    on_paper = {code: crowd.ballot() for code in [*papers, *phones[::40]]}  # some of them voted by phone as well
    hall.empty_box(on_paper)
    crowd.stands |= on_paper
    if meets:
        crowd.meetings.append(hall.meet(citizens, crowd.show_of_hands(citizens)))
    return _end(stage, hall, crowd, kills)


def _shared_out(codes: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the codes of who votes by phone, with help, on paper alone, in a booth: a tenth each of the others."""
    part = len(codes) // 10
    return codes[3 * part :], codes[:part], codes[part : 2 * part], codes[2 * part : 3 * part]


def _vote_in(booth: Booth, crowd: Crowd, codes: list[str]) -> dict[str, tuple[int, ...]]:
    """Let each with these codes vote in a booth that has no line."""
    ballots = {code: crowd.ballot() for code in codes}
    for code, choices in ballots.items():
        booth.vote(code, choices)
    return ballots


def tell_of_forgers(stage: Stage, citizens: int, kills: int = 0, seed: int = 1) -> Ending:
    """Play a cycle at level B in which every number is forged too, while things are killed; return how it ended."""
    hall = found_town(stage.settings, IdentityLevel.CONFIRMED_PHONE)
    crowd = ConfirmedCrowd(stage.town, hall.clock, [], random.Random(seed), twilio=stage.twilio)
    _begin(stage, hall, crowd)
    with killing(stage, kills, crowd, random.Random(seed + 1)):
        crowd.vote(citizens, forged=citizens // 4)
    return _end(stage, hall, crowd, kills)


def _begin(stage: Stage, hall: TownHall, crowd: Crowd) -> None:
    """Gather ideas, make projects of them, and open the vote."""
    stage.up()
    crowd.propose(IDEAS)
    _wait_for_replies(hall)  # what is being sent while the clock is turned by days would seem given up, and go twice
    crowd.projects = hall.accept_ideas()
    _wait_for_replies(hall)
    hall.open_vote(list(crowd.projects))


def _end(stage: Stage, hall: TownHall, crowd: Crowd, kills: int) -> Ending:
    """Count and publish once everybody was answered, and compare the books."""
    _wait_for_replies(hall)
    sent = stage.sent()
    run = hall.close_and_count()
    ending = compare(hall, crowd, run, sent, kills)
    stage.town.stop()
    hall.installation.close()
    return ending


@contextmanager
def killing(stage: Stage, kills: int, crowd: Crowd, chance: random.Random) -> Iterator[None]:
    """Kill one thing after the other while the block runs, evenly over the messages of all."""
    done = threading.Event()
    faults: list[BaseException] = []

    def reap() -> None:
        try:
            for turn in range(kills):
                wanted = len(crowd.taken) + 3
                while len(crowd.taken) < wanted and not done.is_set():
                    time.sleep(0.02)
                time.sleep(chance.uniform(0.0, 0.4))
                stage.kill(stage.victims[turn % len(stage.victims)], crowd.clock)
        except BaseException as fault:  # told by the thread that waits
            faults.append(fault)

    thread = threading.Thread(target=reap)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        if faults:  # what went wrong first: messages that are never taken come of it
            raise faults[0]


def _wait_for_replies(hall: TownHall) -> None:
    waiting = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.FAILED)
    query = select(func.count()).select_from(Outbox).where(Outbox.state.in_(waiting))
    wait_until(lambda: hall.installation.house.work.read(lambda session: session.scalar(query)) == 0, PATIENCE)


@contextmanager
def one_process() -> Iterator[Stage]:
    """Set the stage of a single process on SQLite."""
    with tempfile.TemporaryDirectory() as folder, FakeTwilio() as twilio, FakeTelegram() as telegram:
        port = free_port()
        environment = town_environment(Path(folder), port, twilio, telegram)
        with Town(port, environment) as town:
            yield _stage(town, twilio, telegram, {"all": _turned("all")})


@contextmanager
def many_processes() -> Iterator[Stage]:
    """Set the stage of web, worker, PostgreSQL and Valkey, each apart."""
    with ExitStack() as stack:
        twilio, telegram = stack.enter_context(FakeTwilio()), stack.enter_context(FakeTelegram())
        postgres = stack.enter_context(postgres_server(durable=True))
        valkey = stack.enter_context(valkey_server())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres.run_sql("CREATE DATABASE town")
        port = free_port()
        more = {"DATABASE_URL": postgres.url("town"), "REDIS_URL": valkey.url, "SECRET_KEY": "one-secret-for-all-of-it"}
        town = stack.enter_context(Town(port, town_environment(folder, port, twilio, telegram, **more)))
        start = {"web": web_command(port, "tests.turned:web()"), "worker": _turned("worker")}
        servers = {"postgres": partial(_restart_postgres, postgres), "valkey": partial(_restart_valkey, valkey)}
        yield _stage(town, twilio, telegram, start, servers)


def _stage(
    town: Town,
    twilio: FakeTwilio,
    telegram: FakeTelegram,
    start: dict[str, tuple[str, ...]],
    servers: dict[str, Callable[[], None]] | None = None,
) -> Stage:
    told = {name.lower(): value for name, value in town.environment.items()}
    known = {name: told[name] for name in Settings.model_fields if name in told}
    settings = Settings(_env_file=None, **known)  # type: ignore[arg-type]
    return Stage(town, twilio, telegram, settings, start, servers or {})


def _turned(name: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.turned", name)


def _restart_postgres(server: PostgresServer) -> None:
    server.stop_hard()
    server.start(durable=True)


def _restart_valkey(server: ValkeyServer) -> None:
    server.kill()
    server.start()
