"""The published results: who won, and for every project one plain sentence."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.naming import numbered, project_choices
from bot.phrases import Amount, Value, _
from bot.reasons import reason_phrase
from bot.records import Record
from bot.steps import Choose, Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped, Roomy, Sentences


@dialogue("results", intents=(Intent.RESULTS,), label=_("Results"), order=70)
def results(turn: Turn) -> Talk:
    """Say who won; a number tells why a project won or lost."""
    found = yield Look("results", turn.desk.results)
    by_number = {line.number: line for line in found.lines}
    asked = [number for number in turn.opening.numbers or () if number in by_number][:1]
    number = asked[0] if asked else (yield Choose("project", _winners(found), project_choices(found.lines)))
    yield Say(reason_phrase(by_number[number]))


def _winners(found: Record) -> Sentences:
    won = [line for line in found.lines if line.won]
    said: Value = _("Chosen: %(projects)s.", projects=numbered(won)) if won else _("No project was chosen.")
    parts: list[Value] = [
        _("%(title)s: %(count)s ballots.", title=Clipped(found.title, 30), count=found.ballots),
        said,
        Roomy(_("Spent %(spent)s of %(envelope)s.", spent=Amount(found.spent), envelope=Amount(found.envelope))),
        _("Identity level %(level)s.", level=found.identity_level).brief(_("Level %(level)s.")),
        _("Published by one person.") if found.one_person else "",
        _("Why? Send a project's number.").brief(_("Why? Send a number:")),
    ]
    return Sentences(parts)
