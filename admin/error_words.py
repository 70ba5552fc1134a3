"""What the error pages say: what happened, and what to do next."""

from __future__ import annotations

from admin.tongue import marked as _
from bot.phrases import counted

GO_ON = {
    403: (_("You may not open this page"), _("Ask an administrator for the role it needs, or go back to Today.")),
    404: (_("There is no such page"), _("The address may be mistyped, or the thing is of another commune.")),
    405: (_("There is no such page"), _("The address may be mistyped, or the thing is of another commune.")),
    413: (_("This file is too large"), _("Send a smaller one, or split it into parts.")),
    500: (_("Something went wrong here"), _("Nothing was changed. Try again; if it goes on, tell a technician.")),
    503: (_("The database is busy"), _("Nothing was changed. Wait a minute and send it again.")),
}
TOO_OLD = (_("This form is too old"), _("Go back, load the page again and send it once more. Nothing was changed."))
TOO_MANY = _("Too many tries")
WAIT = counted("Wait %(count)s second, then try again.", "Wait %(count)s seconds, then try again.")
UNSURE = (
    _("Look before you send it again"),
    _("The answer of the database was lost. It may be done: load the page again and look before you repeat it."),
)
