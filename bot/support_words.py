"""What is said of the support of an idea, whichever way it was given."""

from __future__ import annotations

from bot.phrases import Phrase, _
from bot.ports import Stance
from bot.records import Record
from bot.wording import Clipped


def support_given(found: Record) -> Phrase:
    """Return where an idea stands with somebody who has just supported it."""
    reference, count = found.reference, found.supports
    if found.stance == Stance.OWN:
        return _("%(reference)s is your own idea. Supporters: %(count)s.", reference=reference, count=count)
    if found.stance == Stance.ALREADY:
        return _(
            "You support %(reference)s already; each person counts once. Supporters: %(count)s.",
            reference=reference,
            count=count,
        )
    return _(
        "Thank you. You support %(reference)s: %(title)s. Supporters: %(count)s.",
        reference=reference,
        title=Clipped(found.title, 40),
        count=count,
    )
