"""What figures of a vote that stand out mean: what is seen, how it may be innocent, what to do; in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from admin.tongue import _ as say
from admin.tongue import apart
from admin.tongue import marked as _
from services.by_hand.entered import LARGE_SHARE, LEAST, HandShare
from services.watching.anomalies import Watched

NO_GROUP = _("Nothing that stands out, or fewer than five people.")
TOO_FEW = _("Too few full hours: it is not told, so that nobody’s vote can be guessed.")
AFTER_COUNT = _("It is looked at after the count: before, no ballot is opened.")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is looked at: what was found, in words; the hours; how it may be innocent; what to do."""

    name: str
    found: str
    stands_out: bool
    hours: tuple[tuple[datetime, int], ...]
    innocent: str
    advice: str


TEXTS = {
    "bursts": (
        _("Hours with far more votes than usual"),
        _("A market day, a meeting, a message on the radio, the hour after school."),
        _("Ask what happened there at that hour, and write it down in the minutes of the count."),
    ),
    "night_hours": (
        _("Votes at night"),
        _("Cheap hours of a company, night work, a feast, Ramadan."),
        _("Ask the people of the place. Compare with earlier votes."),
    ),
    "blocks": (
        _("Telephone numbers side by side"),
        _("SIM cards bought together: a family, a school, a company, an office."),
        _("Ask who sells SIM cards in packs. Next time choose voting codes, one for each person."),
    ),
    "new_hours": (
        _("Phones that had never written before"),
        _("In a first vote nearly everybody is new. A leaflet or a meeting brings many at once."),
        _("Compare with the leaflets handed out. Next time choose voting codes or a list of voters."),
    ),
    "alike": (
        _("Hours in which most ballots say the same"),
        _("A neighbourhood that agreed on its project, and voted together after a meeting."),
        _("Neither the hour nor the ballot is told: so nobody can learn how somebody voted. Ask for objections."),
    ),
}


BY_HOUR = ("bursts", "night_hours")
IN_BATCHES = _("Sheets of paper and votes with help are entered in batches, at the hour of who types them.")
HANDS = (
    _("Ballots typed by one person"),
    _("In a small place one person sits at the desk, or enters the boxes."),
    _("Ask who sat beside them. Next time share the desk between several people, and let observers sit there."),
)


def signs_of(vote: Watched) -> list[Sign]:
    """Return everything that is looked at in a vote, what stands out or not."""
    signs = [_sign(name, vote, *texts) for name, texts in TEXTS.items() if name == "alike" or name in vote.figures]
    return signs if vote.hands is None else [*signs, _sign_of_hands(vote.hands)]


def _sign_of_hands(hands: Sequence[HandShare]) -> Sign:
    """Say what each person entered, and from where on it stands out."""
    title, innocent, advice = HANDS
    said = [_said_share(one) for one in hands]
    limit = say(
        _("It stands out from %(share)s in 100 of all entries of the log on, if these are %(least)s or more."),
        share=LARGE_SHARE,
        least=LEAST,
    )
    found = " · ".join(said) or say(_("Nobody has typed five ballots or more."))
    return Sign(
        title, f"{found}. {limit}" if said else found, any(one.stands_out for one in hands), (), innocent, advice
    )


def _said_share(one: HandShare) -> str:
    said = {"name": apart(one.name), "share": one.share}
    if one.helped is None or one.paper is None:
        return say(
            _("%(name)s: %(count)s ballots; %(share)s in 100 of all entries of the log"), count=one.ballots, **said
        )
    text = _("%(name)s: %(helped)s with help, %(paper)s on paper; %(share)s in 100 of all entries of the log")
    if one.booth:
        text = _(
            "%(name)s: %(helped)s with help, %(booth)s in a booth they opened, %(paper)s on paper; %(share)s in 100 of "
            "all entries of the log"
        )
    return say(text, helped=one.helped, paper=one.paper, booth=one.booth, **said)


def _sign(name: str, vote: Watched, title: str, innocent: str, advice: str) -> Sign:
    hours = tuple(_hours(vote, name))
    found, stands_out = _found(name, vote, bool(hours))
    if name in BY_HOUR and vote.hands is not None:
        innocent = f"{say(innocent)} {say(IN_BATCHES)}"
    return Sign(title, found, stands_out, hours, innocent, advice)


def _hours(vote: Watched, name: str) -> Iterator[tuple[datetime, int]]:
    for hour, count in vote.figures.get(name, []) if name != "blocks" else []:
        yield datetime.fromisoformat(hour), count


def _found(name: str, vote: Watched, has_hours: bool) -> tuple[str, bool]:
    if name == "alike":
        return _said_alike(vote)
    if name == "blocks":
        blocks, numbers = vote.figures["blocks"]
        text = _("%(numbers)s numbers, in %(blocks)s rows of ten")
        return (say(text, numbers=numbers, blocks=blocks), True) if blocks else (say(NO_GROUP), False)
    parts = {"night_hours": vote.figures.get("night"), "new_hours": vote.figures.get("new")}.get(name)
    if parts:
        return say(_("%(part)s of %(whole)s"), part=parts[0], whole=parts[1]), has_hours
    return (say(_("The hours below")), True) if has_hours else (say(NO_GROUP), False)


def _said_alike(vote: Watched) -> tuple[str, bool]:
    if not vote.is_counted:
        return say(AFTER_COUNT), False
    if vote.alike is None:
        return say(TOO_FEW), False
    alike, looked = vote.alike
    return say(_("%(part)s of %(whole)s hours with twenty ballots or more"), part=alike, whole=looked), alike > 0
