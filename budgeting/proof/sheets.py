"""The sheets of paper of a vote, box by box, as they are published and checked: what was found, valid, void and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from budgeting.counting.canonical import JsonObject
from budgeting.proof.verify import ENTRY, Bundle, Finding
from budgeting.proof.withholding import TOGETHER, fold_small
from budgeting.ways_in import SheetVoid, read_ways

SHEETS = "palabre-sheets/1"
REASONS = {*(reason.value for reason in SheetVoid), TOGETHER}


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A ballot box: sheets found in it, those that were ballots when they were entered, and the void ones by reason.

    Number 0, without a place, is of several boxes together.
    """

    number: int
    place: str
    found: int
    valid: int
    void: Mapping[str, int] = field(default_factory=dict)


def fold_boxes(boxes: Iterable[FoundBox]) -> list[FoundBox]:
    """Return the boxes as they are told: those with few ballots together, or not at all where that hides nobody.

    Otherwise few people who voted on paper would be told apart here, whom turnout by channel does not tell apart.
    """
    every = list(boxes)
    told = fold_small({str(box.number): box.valid for box in every})
    apart = [box for box in every if str(box.number) in told]
    rest = [box for box in every if str(box.number) not in told]
    is_hidden = TOGETHER in told or not any(box.valid for box in rest)
    joined = [_joined(rest)] if rest and is_hidden else []
    return [FoundBox(box.number, box.place, box.found, box.valid, dict(box.void)) for box in apart] + joined


def told_reasons(box: FoundBox) -> dict[str, int]:
    """Return the void sheets of a box by reason, those with few of them together; empty where that hides nothing."""
    return fold_small(box.void)


def write_sheets(boxes: Sequence[FoundBox]) -> JsonObject:
    """Return what is published of the boxes, as JSON types."""
    return {"kind": SHEETS, "boxes": [_box(box) for box in fold_boxes(boxes)]}


def sheets(bundle: Bundle) -> Iterable[Finding]:
    """Hold the boxes of a bundle against its rules and its log; of a vote without paper there are none."""
    takes_paper, is_there = read_ways(bundle.paper("rules")).on_paper, "sheets.json" in bundle.members
    yield takes_paper == is_there, "sheets.json is there, or is not, otherwise than the rules announce"
    if not is_there:
        return
    valid = 0
    for box in bundle.paper("sheets")["boxes"]:
        numbers = [box["found"], box["valid"], box["void"], *box["reasons"].values()]
        yield all(isinstance(number, int) and number >= 0 for number in numbers), "sheets.json: a number is none"
        yield box["found"] == box["valid"] + box["void"], f"sheets.json: box {box['number']!a:.20} does not add up"
        fits = sum(box["reasons"].values()) in (0, box["void"]) and {*box["reasons"]} <= REASONS
        yield fits, f"sheets.json: the reasons of box {box['number']!a:.20} do not add up"
        valid += box["valid"]
    lines = bundle.members["log.csv"].decode().split("\n")
    cast = sum(1 for line in lines if (one := ENTRY.fullmatch(line)) and one[1] == "cast")
    yield valid <= cast, "sheets.json: more valid sheets than votes in the log"


def _joined(boxes: Sequence[FoundBox]) -> FoundBox:
    void: Counter[str] = Counter()
    for box in boxes:
        void.update(box.void)
    return FoundBox(0, "", sum(box.found for box in boxes), sum(box.valid for box in boxes), dict(void))


def _box(box: FoundBox) -> JsonObject:
    void = {"void": sum(box.void.values()), "reasons": told_reasons(box)}
    return {"number": box.number, "place": box.place, "found": box.found, "valid": box.valid, **void}
