"""Whose money it is: that of a zone, or of the whole commune, where a vote has several envelopes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.fitting import Cheapest
from bot.naming import short_name_of
from bot.phrases import Amount, Named, Phrase, Spoken, Value, _
from bot.reasons import reason_phrase
from bot.records import Record
from bot.tight_reasons import TIGHT
from bot.wording import Clipped, Sentences

WHOLE_COMMUNE = _("Whole commune")
ZONES_APART = _("Zones with money of their own are counted apart.").brief(_("Zones: counted apart."))
LEFTOVERS: dict[str, Phrase] = {
    "stay": _("What they leave stays theirs."),
    "to_commune": _("What they leave goes to the whole commune."),
}
SHORT = 18


def pot_name(names: Mapping[str, str], longest: int = 40) -> Value:
    """Return whose envelope it is, by the names of its zone; without names that of the whole commune."""
    return Clipped(Named(names), longest) if names else WHOLE_COMMUNE


def told_reason(line: Record) -> Spoken:
    """Return why a project won or lost, and whose money it was about where there are several envelopes.

    Where the message would cost another segment it is by the short name, without the envelope, by the number that was
    asked for, and last without those figures of the reason that can be spared.
    """
    short, number = short_name_of(line), _("Project %(number)s", number=line.number)
    forms: list[Value] = [reason_phrase(line), reason_phrase(line, short)]
    if line.pot is not None:
        zone = _("%(zone)s:", zone=pot_name(line.pot, SHORT))
        forms = [*(Sentences([zone, form]) for form in forms), *forms]
    tighter = [reason_phrase(line, name, TIGHT) for name in (short, number)]
    return Cheapest([*forms, reason_phrase(line, number), *tighter])


def pot_told(pot: Record) -> Sentences:
    """Return what was spent of one envelope, what is left, and how much of it zones had left."""
    spent = _(
        "%(zone)s: %(spent)s of %(envelope)s, left %(left_money)s.",
        zone=pot_name(pot.names),
        spent=Amount(pot.spent),
        envelope=Amount(pot.envelope),
        left_money=Amount(pot.envelope - pot.spent),
    )
    from_zones = _("%(left_money)s of it was left by zones.", left_money=Amount(pot.added))
    return Sentences([spent, *([from_zones] if pot.added else [])])
