"""Conversations that anybody can read, each run on every channel of `EVERYWHERE`: SMS, Telegram, USSD, a terminal …

`== title` begins a conversation with a fresh commune; `with:` lists what is special, `only:` names a channel.
`> words` is said, `> [label]` picks what is offered, `> card`, `> photo`, `> voice` and `> place` send one;
`> voice words` sends words under it. `< words` must be in
the answer, `<- words` must not. `! act values` is what was done, nothing else. `< sms: words` must be there on SMS
alone, and `> ussd: words` is said by USSD alone.
In a session a ballot is said back before it is recorded, and agreed to here; `only: ussd` shows the question itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue import find_dialogues
from bot.messages import Location
from bot.ports import OfficeView
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import EVERYWHERE, Talk

FOLDER = Path(__file__).parent.parent / "transcripts"
SPECIAL: dict[str, dict[str, Any]] = {
    "no proven phone": {"proven": False},
    "no vote": {"vote_open": False},
    "shows of hands": {"on_hands": True},
    "decided": {"is_decided": True, "vote_open": False, "won": (4,)},
    "a cancelled vote": {"voided": True, "vote_open": False},
    "count only": {"echo": False},
    "no budget": {"has_budget": False},
    "no meeting": {"has_session": False},
    "an open session": {"is_open": True},
    "an open session alone": {"is_open": True, "has_session": False},
    "an invitation": {"is_invited": True},
    "an agenda": {"agenda": ("Ouverture", "Le compte de 2025", "Questions"), "kind": "account"},
    "no documents": {"has_documents": False},
    "no plan": {"has_plan": False},
    "a public page": {"has_page": True},
    "no document of a budget": {"unpublished": "budget"},
    "two communes": {"served": ("Kossi", "Bagui")},
    "communes of one name": {"served": ("Kossi", "Golfe 1", "Golfe 2")},
    "no news": {"news": False},
    "news offered": {"is_offered": True},
    "no results": {"has_results": False},
    "many winners": {"won": (1, 2, 3, 4, 5, 6, 7, 9)},
    "no winner": {"won": ()},
    "one person": {"one_person": True},
    "no zones": {"has_zones": False},
    "no population": {"population": None},
    "lines of 2025": {"line_years": (2025,)},
    "no projects": {"has_projects": False},
    "no ideas": {"takes_ideas": False},
    "fixed ballot": {"ballot_is_fixed": True},
    "a similar idea": {"has_similar": True},
    "three similar ideas": {"alike": ("Forage à Zongo", "Forage au Plateau", "Réfection du grand et vieux forage")},
    "an own similar idea": {"has_similar": True, "similar": "P-26-0001"},
    "answers at once": {"answers_at_once": True},
    "appeals": {"takes_appeals": True},
    "appeals ahead": {"appeals_are_ahead": True},
    "no law": {"has_law": False},
    "asked back": {"asked": ("DI-26-0044",)},
    "asked back twice": {"asked": ("DI-26-0044", "DI-26-0045")},
    "no replies left": {"replies_left": False},
    "a promise followed": {"own": ["R12"]},
    "one request": {"own": ["DI-26-0041"]},
    "a line of the bridge": {"has_bridge_line": True},
    "no money of the State": {"has_state_money": False},
    "lives in Bagui": {"lives_in": 3},
    "two requests": {"own": ["DI-26-0042", "P-26-7"]},
    "a refused request": {"own": ["DI-26-0042", "DI-26-0043"]},
    "two refused requests": {"own": ["DI-26-0043", "DI-26-0046"]},
    "a refused idea": {"own": ["P-26-0008"]},
    "numbers to call": {
        "town_hall": OfficeView("Mairie, bureau 4", "8-12", "90000000", "Pompiers 118", "Ligne verte 1010")
    },
    "a closed request": {"own": ["DI-26-0047"]},
    "in Morocco": {"country": "MA"},
    "in Burundi": {"country": "BI"},
    "a lesson begun": {"places": {"money": 2, "making": 3}},
    "a lesson finished": {"learnt": ("making",)},
    "a question on works": {"has_poll": True},
    "a code that comes back": {"code": "4831"},
    "not on the list": {"aside": "K7M3P"},
    "a vote": {"ballot": (1, 2)},
    "a full vote": {"ballot": (1, 2, 4)},
    "a blank vote": {"ballot": ()},
}


@dataclass
class Scenario:
    """One conversation of a file."""

    file: str
    title: str
    lines: list[tuple[int, str]] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)

    def channels(self) -> list[str]:
        """The channels it is run on."""
        return [self.settings["only"]] if "only" in self.settings else list(EVERYWHERE)


def read_scenarios() -> Iterator[Scenario]:
    """Return the conversations of every file."""
    for path in sorted(FOLDER.glob("*.txt")):
        scenario = Scenario(path.name, "")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("== "):
                scenario = Scenario(path.name, line[3:])
                yield scenario
            elif line[:1] in {">", "<", "!"}:
                scenario.lines.append((number, line))
            elif line.strip() and not line.startswith("#"):
                name, _colon, value = line.partition(":")
                scenario.settings[name.strip()] = value.strip()


SCENARIOS = list(read_scenarios())


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[f"{one.file}: {one.title}" for one in SCENARIOS])
def test_a_transcript_is_what_is_said_on_every_channel(scenario: Scenario) -> None:
    for channel in scenario.channels():
        play(scenario, channel)


def play(scenario: Scenario, channel: str) -> None:
    """Say what is said there on one channel; AssertionError with the channel, the line and what was answered."""
    special = [name.strip() for name in scenario.settings.get("with", "").split(",") if name.strip()]
    options = {key: value for name in special for key, value in SPECIAL[name].items()}
    talk = Talk(EVERYWHERE[channel], scenario.settings.get("language", "fr"), FakeDesk(**options))
    expected: list[str] = []
    told = 0
    for number, line in [*scenario.lines, (0, "> ")]:
        place = f"{scenario.file}:{number} ({channel}) {line}"
        if line.startswith(">"):
            done = [" ".join(map(str, effect)) for effect in talk.desk.effects[told:]]
            assert done == expected, f"before {place}"
            told, expected = len(talk.desk.effects), []
            words = _on(channel, line[1:].strip())
            if number and words is not None:
                _say(talk, words)
                if scenario.settings.get("only") != channel:
                    talk.agrees()
        elif line.startswith("!"):
            expected.append(line[1:].strip())
        else:
            _check(talk, line, channel, place)


def _say(talk: Talk, words: str) -> None:
    if words.startswith("["):
        talk.presses(words[1:-1])
    elif words == "card":
        talk.shares()
    elif words == "photo":
        talk.says("", photo="photo-1")
    elif words == "voice" or words.startswith("voice "):
        talk.says(words.removeprefix("voice").strip(), voice="voice-1")
    elif words == "place":
        talk.says("", location=Location(12.3, -1.5))
    else:
        talk.says(words)


def _on(channel: str, words: str) -> str | None:
    """Return what stands behind the name of a channel, None where it is another one's; else the words as they are."""
    name, colon, rest = words.partition(": ")
    if not colon or name not in EVERYWHERE:
        return words
    return rest if name == channel else None


def _check(talk: Talk, line: str, channel: str, place: str) -> None:
    line, wanted = (line[2:].strip(), False) if line.startswith("<-") else (line[1:].strip(), True)
    words = _on(channel, line)
    said = "\n".join([talk.answer.text, *(button.label for row in talk.answer.buttons for button in row)])
    assert words is None or (words in said) is wanted, f"{place}\nwas answered: {said}"


@pytest.mark.parametrize("name", sorted(find_dialogues()))
def test_every_dialogue_has_its_transcript(name: str) -> None:
    assert (FOLDER / f"{name}.txt").is_file()
