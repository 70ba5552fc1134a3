"""What a newcomer can send with one tap, in the language of the page."""

from __future__ import annotations

from portal.tongue import marked as _

EXAMPLES = (
    _("VOTE 3 7"),
    _("BUDGET HEALTH"),
    _("QUESTION When will the well be repaired?"),
    _("IDEA A tap at the school"),
    _("PROJECTS"),
    _("MY VOTE"),
    _("HELP"),
)
# The same words as on the keys that the bot shows: one thing, one name.
SAID = {
    "contact": _("Share my number"),
    "location": _("Send my position"),
    "photo": _("A photo"),
}
TROUBLES = {
    "fast": _("Too many messages in a minute. Wait a little, then send again."),
    "refused": _("The message was not taken. Nothing was kept. Send it again."),
    "empty": _("Write something first."),
}
