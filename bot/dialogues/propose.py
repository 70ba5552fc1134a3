"""An idea for a project: similar ones are shown first, one message is enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers import IN_WORDS_OR_NOT, LEAVE_OUT, NO_WORDS, YES_WORDS, words_of_ones_own
from bot.cutting import CutAround
from bot.dialogue import Talk, Turn, dialogue
from bot.messages import Location
from bot.naming import short_name_of
from bot.phrases import Phrase, Value, _, say
from bot.ports import Offer, ProposalView, Stance
from bot.records import Record
from bot.steps import Ask, Choice, Choose, Confirm, Do, Go, Heard, Look, Misread, Reader, Say, Wants
from bot.support_words import support_given
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.places import names_place
from bot.voice_of_idea import PASSED_ON, UNNAMED, ask_name, pass_on, voices_in, words_or_voice
from bot.wording import Clipped, Sentences

SHORTEST, LONGEST = 4, 120
"""Characters of a title."""

SHOWN = 3
NEW, EVERYWHERE = "new", 0
LIKE_AN_IDEA = _("This looks like an idea we have. Support it instead?")
LIKE_A_PROJECT = _("We have something like it already. Look at it instead?")


@dialogue(
    "propose",
    intents=(Intent.PROPOSE,),
    label=_("Propose an idea").brief(_("Idea")),
    order=30,
    needs=Offer.IDEAS,
    takes_things=True,
)
def propose(turn: Turn) -> Talk:
    """Take a title and a place, show what is similar, and file the idea."""
    opening = turn.opening
    given = opening.rest if opening.intent == Intent.PROPOSE else None
    is_wish = bool(given) and opening.rest == opening.text and not opening.voice
    if is_wish and not (yield Look("is_asked", turn.desk.can_be_asked)):
        yield Go("ask", {**opening, "intent": str(Intent.ASK)})  # a wish that nobody called an idea
    title = yield from _title(turn, given)
    if title is None:
        return
    may_ask = yield Look("may_ask", turn.desk.can_be_asked)
    if may_ask and not opening.voice and (yield from _similar(turn, title)):
        return
    yield Look("open", turn.desk.take_ideas)  # before any other question
    zone = yield from _zone(turn, title, may_ask=may_ask)
    is_quick = bool(opening.voice) or (title == _cut(given or "") and opening.rest != opening.text)
    # Who cannot be asked now would never tell more, nor confirm it.
    is_quick = is_quick or not (yield Look("can_be_asked", turn.desk.can_be_asked))
    more = Record(photo=opening.photo, location=opening.location) if is_quick else (yield from _details(turn))
    if not (is_quick or (yield Confirm("send", _summary(title, zone)))):
        yield Say(_("Nothing was sent. Send 0 for the menu."))
        return
    voices = voices_in(opening, more.description)
    filed = yield Do("submit", lambda: _submit(turn, title, zone, more, voices), sends=True)
    received = _received_for_later(filed) if filed.is_for_later_vote else _received(filed)
    yield Say(Sentences([received, PASSED_ON]) if voices else received)


def _title(turn: Turn, given: str | None) -> Any:
    """Return what is proposed, None where a voice message was passed on with an idea of before."""
    if turn.opening.voice:
        return (yield from ask_name(turn, _title_in(turn), given))
    if not given:
        yield Look("taken", turn.desk.take_ideas)  # nobody writes an idea that is not taken
    prompt = _("What do you propose, in a few words?")
    return (yield Ask("title", prompt, read=_title_in(turn), given=given, is_free=True))


def _submit(turn: Turn, title: str, zone: Record, more: Record, voices: Sequence[str]) -> ProposalView:
    place = Location(**more.location) if more.location else None
    said = more.description if isinstance(more.description, str) else ""
    filed = turn.desk.submit_proposal(title, zone.id or None, said, more.photo, place)
    if voices:
        pass_on(turn, filed.reference, voices)
    return filed


def _received(filed: Record) -> Phrase:
    return _(
        "Thank you. Your idea has number %(reference)s: %(title)s. The town hall looks at it and tells you here. "
        "To see where it stands: TRACK %(reference)s",
        reference=filed.reference,
        title=Clipped(filed.title, 40),
    ).brief(_("Thank you. Idea %(reference)s received: %(title)s. We tell you what comes of it. TRACK %(reference)s"))


def _received_for_later(filed: Record) -> Phrase:
    return _(
        "Thank you. Your idea has number %(reference)s: %(title)s. The projects of this vote are fixed: it is for a "
        "later vote. To see where it stands: TRACK %(reference)s",
        reference=filed.reference,
        title=Clipped(filed.title, 40),
    ).brief(_("Thank you. Idea %(reference)s received, for a later vote: %(title)s. TRACK %(reference)s"))


def _title_in(turn: Turn) -> Reader:
    otherwise = _("Please say it in a few words, such as: a well in the market.")
    words = words_of_ones_own(turn.speech, otherwise, SHORTEST)

    def read(heard: Heard) -> str:
        title = _cut(words(heard))
        if not any(letter.isalpha() for letter in title):
            raise Misread(otherwise)
        return title

    return read


def _cut(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _similar(turn: Turn, title: str) -> Any:
    """Show ideas and projects like this one; True when one of them was supported instead."""
    alike = yield Look("similar", lambda: turn.desk.similar_proposals(title)[:SHOWN])
    known = {item.project_number for item in alike}
    found = yield Look("similar_projects", lambda: turn.desk.similar_projects(title)[:SHOWN])
    projects = [project for project in found if project.number not in known][: SHOWN - len(alike)]
    if not (alike or projects):
        return False
    own = next((item for item in alike if item.stance == Stance.OWN and _is_same(item.title, title)), None)
    if own:
        yield Say(_there_already(own))
        return True
    yes = YES_WORDS if len(alike) + len(projects) == 1 else None
    choices = [Choice(NEW, _("No, mine is new"), words=NO_WORDS)]
    choices += [Choice(item.reference, _support_label(item, title, alike), words=yes) for item in alike]
    choices += [Choice(one.number, _see(one), words=yes) for one in projects]
    chosen = yield Choose("similar?", LIKE_A_PROJECT if projects else LIKE_AN_IDEA, choices)
    if chosen == NEW:
        return False
    if isinstance(chosen, int):
        yield Go("project", {"numbers": [chosen]})
    found = yield Do("support", lambda: turn.desk.support_proposal(chosen, instead=True))
    yield Say(support_given(found))
    return True


def _see(project: Record) -> Phrase:
    return _("See project %(number)s: %(name)s", number=project.number, name=short_name_of(project))


def _is_same(one: str, other: str) -> bool:
    return sorted(fold(one).split()) == sorted(fold(other).split())


def _there_already(own: Record) -> Phrase:
    return _(
        "You have sent this idea already: it has number %(reference)s. To see where it stands: TRACK %(reference)s",
        reference=own.reference,
    ).brief(_("You have sent this idea already. To see it: TRACK %(reference)s"))


def _support_label(item: Record, title: str, alike: Sequence[Record]) -> Phrase:
    """Return what is picked to support an idea: by its words, and by its number too where another has the same."""
    others = tuple(one.title for one in alike if one.reference != item.reference)
    told = CutAround(item.title, 30, title, others)
    if fold(item.title) in map(fold, others):
        return _("Support %(reference)s: %(title)s", reference=item.reference, title=told)
    return _("Support %(title)s", title=told)


def _zone(turn: Turn, title: str, *, may_ask: bool) -> Any:
    """Return where the idea belongs; without a place in its words it is for everywhere where nobody can be asked."""
    zones = yield Look("zones", turn.desk.zones)
    if not zones or title == say(UNNAMED, turn.speech) or not (may_ask or _zone_in(title, zones)):
        return Record(id=EVERYWHERE, name=None)
    choices = [
        *(Choice(zone.id, zone.name, also=zone.also) for zone in zones),
        Choice(EVERYWHERE, _("The whole commune")),
    ]
    named = _zone_in(title, zones)
    number = yield Choose("zone", _("Where?"), choices, given=named, is_place=True, otherwise=EVERYWHERE)
    return next((zone for zone in zones if zone.id == number), Record(id=EVERYWHERE, name=None))


def _zone_in(title: str, zones: Sequence[Record]) -> str | None:
    """Return the name of the one zone that the title names, in whichever language."""
    words = fold(title)
    named = [zone.name for zone in zones if any(names_place(fold(name), words) for name in (zone.name, *zone.also))]
    return named[0] if len(named) == 1 else None


def _details(turn: Turn) -> Any:
    """Ask for what helps but is not needed, each with a way to leave it out."""
    skip, read = [LEAVE_OUT], words_or_voice(words_of_ones_own(turn.speech, IN_WORDS_OR_NOT))
    prompt = _("Tell more in one message, written or spoken?").brief(_("Tell more in one message?"))
    description = yield Ask("description", prompt, read=read, choices=skip, is_free=True, hears_voice=True)
    photo, location = turn.opening.photo, turn.opening.location
    if not photo:
        photo = yield Ask("photo", _("Send a photo?"), read=_photo, choices=skip, wants=Wants.PHOTO)
    if not location:
        location = yield Ask("location", _("Send the position?"), read=_location, choices=skip, wants=Wants.LOCATION)
    return Record(description=description, photo=photo, location=location)


def _photo(heard: Heard) -> str:
    if not heard.photo:
        raise Misread(_("That is not a photo. Send one, or leave it out."))
    return heard.photo


def _location(heard: Heard) -> Location:
    if heard.location is None:
        raise Misread(_("That is not a position. Send one, or leave it out."))
    return heard.location


def _summary(title: str, zone: Record) -> Phrase:
    place: Value = zone.name or _("The whole commune")
    return _("%(title)s (%(zone)s). Send it?", title=Clipped(title, 60), zone=Clipped(place, 30))
