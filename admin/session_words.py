"""What public sessions are spoken of with in the panel: why something is refused, and choices from common words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wtforms.fields.choices import SelectChoice

from admin.tongue import marked as _
from admin.tongue import say_value
from bot.phrases import Phrase
from services.associations import AssociationNo
from services.public_sessions.reasons import SessionNo

BADGES = {"announced": "good", "open": "wait", "held": "", "cancelled": "bad"}
REFUSALS = {
    SessionNo.UNKNOWN.value: _("This session is no longer in the list."),
    SessionNo.WITHOUT_TITLE.value: _("Say what the session is about."),
    SessionNo.WITHOUT_PLACE.value: _("Say where it is."),
    SessionNo.TOO_LONG.value: _("The text may have %(most)s characters."),
    SessionNo.KIND_WRONG.value: _("Choose a kind of the list."),
    SessionNo.IN_THE_PAST.value: _("Choose a day and an hour that are still to come."),
    SessionNo.TOO_FAR.value: _("A session can be announced two years ahead at most."),
    SessionNo.NOT_HELD_YET.value: _("It has not begun: its day and hour are still to come."),
    SessionNo.ENDS_TOO_EARLY.value: _("It ends after it begins, and within %(most)s days."),
    SessionNo.REASON_NEEDED.value: _("Write why: everybody reads it, and whoever said that they come is told."),
    SessionNo.NOT_ITS_DAY.value: _(
        "This can be done from the day of the session on. Set its day right if it is wrong."
    ),
    SessionNo.BEGAN.value: _("It has begun: it can be closed, and no longer be cancelled."),
    SessionNo.CANCELLED.value: _("This session was cancelled. Announce another one."),
    SessionNo.STANDS_SO.value: _("That is how it stands already."),
    SessionNo.IN_USE.value: _("People were invited to it, counted there or answered: cancel it, with the reason."),
    SessionNo.OFFICIAL_WITHOUT_ROLE.value: _("Write the function before the name: Chair: Awa Kone."),
    SessionNo.TOO_MANY_OFFICIALS.value: _("%(most)s people at most lead a session."),
    SessionNo.PLAN_WRONG.value: _("Write how many people, from 0 to %(most)s."),
    SessionNo.ITEM_UNKNOWN.value: _("This item is no longer on the agenda."),
    SessionNo.ITEM_WITHOUT_TITLE.value: _("Say what the item is."),
    SessionNo.TOO_MANY_ITEMS.value: _("An agenda has %(most)s items at most."),
    SessionNo.NO_SUCH_DOCUMENT.value: _("There is no such document, or it was withdrawn. Publish it first."),
    SessionNo.GROUP_WRONG.value: _("Press one of the buttons of the page."),
    SessionNo.PEOPLE_WRONG.value: _("Count from 1 to %(most)s people at once."),
    SessionNo.FEWER_THAN_NOBODY.value: _("Nobody is left there to take away."),
    SessionNo.PRESSED_ALREADY.value: _("This press is counted already. For one more, press again."),
    SessionNo.PRESS_UNKNOWN.value: _("There is no such press."),
    SessionNo.TAKEN_BACK_ALREADY.value: _("This press was taken back already."),
    SessionNo.WITHOUT_OUTLET.value: _("Say which radio, newspaper or page told of it."),
    SessionNo.PRESS_KIND_WRONG.value: _("Choose where it was told."),
    SessionNo.PRESS_DAY_WRONG.value: _("Choose the day on which it was told, today at the latest."),
    SessionNo.LINK_WRONG.value: _("This is no web address. It begins with https:// or http://."),
    SessionNo.ARTICLE_UNKNOWN.value: _("This is no longer in the list."),
    AssociationNo.UNKNOWN.value: _("There is no such association."),
    AssociationNo.WITHOUT_NAME.value: _("Give the association a name."),
    AssociationNo.NAME_TOO_LONG.value: _("The text may have %(most)s characters."),
    AssociationNo.NAME_TAKEN.value: _("An association of this name is in the list already: tick it."),
}


def said_choices(names: Mapping[str, Phrase], *, nothing: str = "") -> Callable[[], list[SelectChoice]]:
    """Return what a field asks for its choices: phrases by their keys, behind an empty one where `nothing` is said."""
    return lambda: [
        *([SelectChoice("", nothing)] if nothing else []),
        *(SelectChoice(key, say_value(name)) for key, name in names.items()),
    ]
