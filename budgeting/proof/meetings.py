"""The shows of hands of a vote, meeting by meeting, as they are published and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from budgeting.counting.canonical import JsonObject
from budgeting.hands import check_hands, check_signers, may_take_hands
from budgeting.proof.verify import Bundle, Finding
from budgeting.refusal import Refusal
from budgeting.ways_in import read_ways

HANDS = "palabre-hands/1"


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting: its number in the vote, where, and when as an instant in ISO form, in UTC."""

    number: int
    place: str
    held_at: str

    @property
    def moment(self) -> datetime:
        """When it was; `ValueError` for what is no instant."""
        return datetime.fromisoformat(self.held_at)


@dataclass(frozen=True, slots=True)
class MeetingHands(Held):
    """A meeting whose count sheet was typed twice alike: hands by project id, who signed, by their office."""

    present: int
    signed: tuple[str, ...]
    hands: dict[str, int]


@dataclass(frozen=True, slots=True)
class VoidMeeting(Held):
    """A meeting whose count sheet is void, and why; what stood on it is not told."""

    reason: str


@dataclass(frozen=True, slots=True)
class Shows:
    """All shows of hands of a vote."""

    meetings: tuple[MeetingHands, ...] = ()
    void: tuple[VoidMeeting, ...] = ()

    @property
    def hands(self) -> dict[str, int]:
        """The hands raised for each project, over all meetings that count."""
        raised: Counter[str] = Counter()
        for meeting in self.meetings:
            raised.update(meeting.hands)
        return dict(raised)

    @property
    def present(self) -> int:
        """How many people were at the meetings; one may have been at two of them."""
        return sum(meeting.present for meeting in self.meetings)


def write_shows(shows: Shows) -> JsonObject:
    """Return what is published of the meetings, as JSON types."""
    meetings = [{**asdict(one), "signed": list(one.signed)} for one in shows.meetings]
    return {"kind": HANDS, "meetings": meetings, "void": [asdict(one) for one in shows.void]}


def read_shows(paper: Mapping[str, Any]) -> Shows:
    """Read what `write_shows` wrote; `KeyError` or `TypeError` for anything else."""
    meetings = tuple(MeetingHands(**{**one, "signed": tuple(one["signed"])}) for one in paper["meetings"])
    return Shows(meetings, tuple(VoidMeeting(**one) for one in paper["void"]))


def hands(bundle: Bundle) -> Iterable[Finding]:
    """Hold the meetings of a bundle against its rules; of a vote without shows of hands there are none."""
    rules, is_there = bundle.paper("rules"), "hands.json" in bundle.members
    yield read_ways(rules).by_hands == is_there, "hands.json is there, or is not, otherwise than the rules announce"
    if not is_there:
        return
    fits = may_take_hands(rules["format"], rules["terms"]["rule"], rules.get("min_choices", 1))
    yield fits, "hands.json: hands cannot be counted by these rules"
    shows = read_shows(bundle.paper("hands"))
    numbers = sorted([*(one.number for one in shows.meetings), *(one.number for one in shows.void)])
    yield numbers == list(range(1, len(numbers) + 1)), "hands.json: a meeting is missing, or stands there twice"
    for meeting in shows.meetings:
        yield from _sound(meeting, rules)


def _sound(meeting: MeetingHands, rules: dict[str, Any]) -> Iterable[Finding]:
    projects = {str(project["number"]) for project in rules["projects"]}
    try:
        check_hands(meeting.present, meeting.hands, projects, rules["max_choices"])
        check_signers(meeting.signed)
    except Refusal as no:
        yield False, f"hands.json: the sheet of meeting {meeting.number!a:.20} is none: {no.reason}"
    vote = next(phase for phase in rules["phases"] if phase["kind"] == "vote")
    opens, closes = (datetime.fromisoformat(vote[end]) for end in ("opens_at", "closes_at"))
    yield (
        opens <= meeting.moment <= closes,
        f"hands.json: meeting {meeting.number!a:.20} was not held while the vote was open",
    )
