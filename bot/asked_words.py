"""What an answer about money is about, and how it differs from what was asked."""

from __future__ import annotations

from bot.natures import NATURES
from bot.phrases import Phrase, Value, _
from bot.records import Record
from bot.topics import topic_phrase
from bot.understanding.intents import Topic
from bot.wording import Clipped, Sentences, Series

LONG, WIDE, TIGHT = 40, 24, 14
"""Characters of a name where text is paid: where there is room, mostly, and where there is little."""

PLACE = 14

NOT_APART = _("The published receipts do not tell this apart; these are all of them.").brief(
    _("Not told apart. All receipts:")
)


def name_of(found: Record, width: int = WIDE) -> Value:
    """Return the nature, the programme or the topic, and the place, as far as they were asked for."""
    names: list[Value] = [NATURES[found.nature]] if found.nature in NATURES else []
    if found.programme:
        names.append(Clipped(found.programme, TIGHT if names else width))
    elif not names or found.topic != Topic.TOTAL:
        names.append(topic_phrase(found.topic))
    if found.place:
        names.append(Clipped(found.place, PLACE))
    return Series(names) if len(names) > 1 else names[0]


def year_of(found: Record) -> Value:
    """Return what the year is called; a fiscal year from July on is `2025/2026`."""
    name: str | int = found.year_name or found.year
    return name


def what_else_was_asked(found: Record) -> Sentences:
    """Return which year, topic or place was asked for and is not there."""
    if found.asked_topic and found.asked_place and not found.naming:
        return Sentences([not_that_year(found), _neither_topic_nor_place(found)])
    return Sentences([not_that_year(found), _not_that_topic(found), _not_that_place(found)])


def not_that_year(found: Record) -> Value:
    """Return that the year asked for is not published, nothing where it is."""
    if found.asked_year is None or found.asked_year == found.year:
        return ""
    asked_year = found.asked_year_name or found.asked_year
    if found.programme:
        return _(
            "For %(asked_year)s nothing is published on this programme; this is %(year)s.",
            asked_year=asked_year,
            year=year_of(found),
        ).brief(_("%(asked_year)s: nothing on this programme."))
    return _(
        "%(asked_year)s is not published here; this is %(year)s.", asked_year=asked_year, year=year_of(found)
    ).brief(_("%(asked_year)s: not published."))


def nothing_on(words: str) -> Value:
    """Return that nothing is published on some words, nothing where there are none."""
    if not words:
        return ""
    return _("Nothing is published on %(words)s.", words=Clipped(words, WIDE)).brief(_("%(words)s: nothing published."))


def no_line_on(topic: str) -> Phrase:
    """Return that the budget has nothing on a topic."""
    return _("The budget has no line on this: %(asked)s.", asked=topic_phrase(topic)).brief(_("%(asked)s: no line."))


def no_line_of(nature: str, found: Record) -> Value:
    """Return that no line of a topic is of the nature that was asked for: the pay of teachers."""
    asked = Series([NATURES[nature], topic_phrase(found.topic)])
    return _(
        "The budget has no line on this: %(asked)s. The nearest is %(topic)s.",
        asked=asked,
        topic=topic_phrase(found.topic),
    ).brief(_("%(asked)s: no line. Nearest:"))


def not_alone(topic: str) -> Phrase:
    """Return that lines name a topic, and none is for it alone."""
    return _(
        "No line is for this alone: %(asked)s. It is counted together with other things.", asked=topic_phrase(topic)
    ).brief(_("%(asked)s: only with other things."))


def _not_that_topic(found: Record) -> Value:
    if not found.asked_topic:
        return ""
    if found.naming:
        return _(
            "No line is for this alone: %(asked)s. It is counted with other things; the nearest is %(topic)s.",
            asked=topic_phrase(found.asked_topic),
            topic=topic_phrase(found.topic),
        ).brief(_("%(asked)s: only with other things. Nearest:"))
    return _(
        "The budget has no line on this: %(asked)s. The nearest is %(topic)s.",
        asked=topic_phrase(found.asked_topic),
        topic=topic_phrase(found.topic),
    ).brief(_("%(asked)s: no line. Nearest:"))


def _neither_topic_nor_place(found: Record) -> Phrase:
    return _(
        "The budget has no line on this: %(asked)s, %(zone)s. The nearest is %(topic)s, for the whole commune.",
        asked=topic_phrase(found.asked_topic),
        zone=Clipped(found.asked_place, PLACE),
        topic=topic_phrase(found.topic),
    ).brief(_("%(asked)s, %(zone)s: no line. Nearest, whole commune:"))


def _not_that_place(found: Record) -> Value:
    if not found.asked_place:
        return ""
    return not_by_place(found.asked_place)


NOT_BY_TOPIC = _("The published receipts do not tell what they are for.").brief(_("Receipts: not told by topic."))
ASK_WHY = _("To ask the town hall why: QUESTION and your words.").brief(_("Why? QUESTION + words"))
ASK_MORE = _("To ask the town hall: QUESTION and your words.").brief(_("Ask: QUESTION"))
NO_ONE_ALONE = _("The budget has no line for one person alone; the nearest is this.").brief(
    _("No line for one person:")
)

NOT_COUNTED = _("How many people work for the commune is in no budget; this is what they are paid.").brief(
    _("How many: in no budget.")
)


def not_by_place(name: str) -> Phrase:
    """Return that the budget does not say what is for a place."""
    return _(
        "The budget does not say what is for %(zone)s; this is for the whole commune.", zone=Clipped(name, PLACE)
    ).brief(_("%(zone)s: not told. Whole commune:"))


def only_there(name: str) -> Phrase:
    """Return that what follows is of one place."""
    return _("For %(zone)s:", zone=Clipped(name, PLACE))
