"""What is said at an open question of a message that does not answer it."""

from __future__ import annotations

from bot.phrases import _

PICK = _("Answer with the number of your choice.")
HOW_TO_CHOOSE = _("Choose by the number or the button. To go back, send BACK; to leave this question, send 0.").brief(
    _("Send a number, or 0 to leave.")
)
"""Help at a list; where text is paid it takes the place of the question, and no more room than that."""
WRITE = _("Answer in your own words, or send 0 for the menu.")
OLD_BUTTON = _("That button belongs to an earlier question.")
GIVEN_UP = _("What you had begun was not sent.").brief(_("What came before was not sent."))
NOTHING_SENT = _("Nothing was sent. Send 0 for the menu.")
LAST_PAGE = _("That was the whole list.")
STILL_WAITS = _("You are welcome. The question before still waits: send a number, or 0 for the menu.")
