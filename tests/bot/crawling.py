"""Walks through every dialogue to every question that can be reached, for the contract tests."""

from __future__ import annotations

import ast
import copy
from collections import deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bot.answers import choices_of
from bot.messages import Capabilities, Location
from bot.steps import Ask
from budgeting.ballot import BallotFormat, BallotRules
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import PHONE, TELEGRAM, Talk

DIALOGUES = Path(__file__).parent.parent.parent / "bot" / "dialogues"
OPENINGS = [
    *("MENU", "AIDE", "bonjour", "STOP", "EFFACER", "CONFIDENTIALITE", "LANGUE", "vot", "3 7", "grzt blurb kwak plomp"),
    *("xyzzy", "BUDGET", "BUDGET EAU", "QUESTION", "pourquoi la mairie est fermée le samedi", "SUIVI", "IDEE"),
    *("IDEE un forage près du marché", "PROJETS", "PROJET", "PROJET 3", "PROJET 5", "VOTE", "VOTE 3", "MON VOTE"),
    *(
        "SOUTENIR",
        "COAUTEUR",
        "QUITTER",
        "QUITTER P-26-0001",
        "SUIVRE 42",
        "CHERCHE",
        "CHERCHE pompe",
        "PROGRAMMES",
        "RESULTATS",
        "APPRENDRE",
        "REUNION",
    ),
    *("PANNE", "PANNE 5", "PANNE 5 la pompe fuit", "les 5 robinets du forage ne marchent plus"),
    *("COMMUNE", "NOTE", "NOTE 5", "VOTE 0", "VOTE 0 3"),
    *("DEMANDE", "DEMANDE le compte de 2025", "REP", "QUESTION qui repare le pont"),
    *("MA ZONE", "combien coûte l'école", "RECOURS"),
    *("SUIVI R12", "SUIVRE R12", "NE PLUS SUIVRE R12", "SUIVI R99"),
    "combien pour l'eau ? quand est la réunion ?",
    *("DOCUMENTS", "DOCUMENTS BUDGET", "SUIVRE DOCUMENTS", "PLUS DE DOCUMENTS"),
    *("NOUVELLES", "PAS DE NOUVELLES", "JE VIENS"),
    *("ENGAGEMENT", "ENGAGEMENT 1", "ENGAGEMENT 9"),
    "combien de forages ont été construits",
]
WORDS = ["Une bibliothèque pour tous", "3 7", "5", "8", "4821"]
MISSPELT_NAME = "le pon de Kosi"
"""What is asked about where projects are said by their numbers."""

ASKED_ELSEWHERE = {
    "prove_phone": "card",
    "_choose": "numbers",
    "complete_points": "lacking",
    "keep_what_stands": "kept",
    "ask_what_is_listed": "listed",
    "which_idea": "reference",
    "ask_name": "name",
    "ask_what_is_drawn": "drawn_anew",
    "agrees": "agreed",
    "ask_whether": "comes",
}
"""Questions that dialogues share, by the function that asks them."""

OTHER_BALLOTS = {
    BallotRules(BallotFormat.POINTS, max_choices=3, max_points=10, max_each=5): ("VOTE", "VOTE 3 7", "VOTE 3:5 7"),
    BallotRules(BallotFormat.RANKING, max_choices=3): ("VOTE", "VOTE 1er 3e", "VOTE 1. 7"),
    BallotRules(BallotFormat.KNAPSACK, max_choices=3, envelope=12_500_000): ("VOTE",),
}
"""What opens a vote in which more than projects is said."""

CHANGES = ("enlève le 2", "VOTE 5 aussi")
"""What is only asked of a vote that stands."""

Place = tuple[str, str]


def desks() -> list[FakeDesk]:
    """Return communes that between them ask everything."""
    return [
        FakeDesk(
            places={"making": 2},
            own=["DI-26-0042", "P-26-7"],
            has_similar=True,
            answers_at_once=True,
            asked=("DI-26-0042", "DI-26-0044"),
            takes_appeals=True,
        ),
        FakeDesk(
            ballot=(1, 2),
            proven=False,
            has_zones=False,
            served=("Kossi", "Bagui"),
            own=["DI-26-0043", "DI-26-0046"],
        ),
    ]


def place_of(talk: Talk) -> Place | None:
    """Return the dialogue and the question that are open, loops counted as one question."""
    if talk.state.open is None:
        return None
    return str(talk.state.dialogue), talk.state.open.name.rstrip("0123456789").rstrip(".")


@cache
def crawl(can: Capabilities) -> dict[Place, Talk]:
    """Return one conversation waiting at each question that can be reached: copy it before you say anything."""
    found: dict[Place, Talk] = {}
    waiting: deque[Talk] = deque()
    for desk in desks():
        for opening in OPENINGS:
            talk = Talk(can, desk=copy.deepcopy(desk))
            talk.says(opening)
            waiting.append(talk)
        if can.has_photos:
            talk = Talk(can, desk=copy.deepcopy(desk))
            talk.says("", voice="voice")
            waiting.append(talk)
    for ballots, openings in OTHER_BALLOTS.items():
        for opening in openings:
            talk = Talk(can, desk=FakeDesk(ballots=ballots))
            talk.says(opening)
            waiting.append(talk)
    for opening in CHANGES:
        talk = Talk(can, desk=FakeDesk(ballot=(1, 2)))
        talk.says(opening)
        waiting.append(talk)
    talk = Talk(can, desk=FakeDesk(former={7: 13}))
    talk.says("VOTE 13")
    waiting.append(talk)
    seen: set[tuple[str, ...]] = set()
    while waiting:
        talk = waiting.popleft()
        place, path = place_of(talk), path_of(talk)
        if place is None or path in seen:
            continue
        seen.add(path)
        found.setdefault(place, talk)
        waiting.extend(_answered(talk))
    return found


def path_of(talk: Talk) -> tuple[str, ...]:
    """Return how a conversation came to its question, as far as that may change what comes next."""
    state = talk.state
    name = state.open.name if state.open else ""
    return (talk.desk.ballots.format, str(state.dialogue), name, str("text" in state.opening), *state.answers)


def _answered(talk: Talk) -> Iterator[Talk]:
    """Return the conversation after each answer that makes a difference."""
    assert talk.spoken and talk.spoken.reply.question
    question = talk.spoken.reply.question
    answers: list[dict[str, Any]] = [
        {"text": str(number)} for number in range(1, 1 + min(7, len(choices_of(question))))
    ]
    if isinstance(question, Ask):
        answers += [{"text": text} for text in (*WORDS, *([MISSPELT_NAME] if question.takes_numbers else ()))]
        answers += [{"text": "", "phone": PHONE}, {"text": "", "photo": "photo"}, {"text": "", "voice": "voice"}]
        answers += [{"text": "", "location": Location(1.0, 2.0)}]
    answers.append({"text": "+"})
    if talk.can is TELEGRAM:
        answers += [{"text": "", "button": f"{talk.state.serial}:{index}"} for index in range(1, 9)]
    for answer in answers:
        other = copy.deepcopy(talk)
        other.says(**answer)
        yield other


def questions_written() -> set[Place]:
    """Return every question that stands in a dialogue's file."""
    found: set[Place] = set()
    for path in DIALOGUES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Ask", "Choose", "Confirm"}:
                found.add((path.stem, _name_in(node.args[0])))
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ASKED_ELSEWHERE:
                found.add((path.stem, ASKED_ELSEWHERE[node.func.id]))  # type: ignore[attr-defined]
    return found


def _name_in(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    assert isinstance(node, ast.Constant)
    return str(node.value).rstrip(".")
