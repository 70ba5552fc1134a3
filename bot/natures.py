"""What the natures and the sections of expenditure are called: what money is spent on, whatever it is for."""

from __future__ import annotations

from bot.phrases import Phrase, _
from budgeting.accounts.natures import Nature
from budgeting.accounts.stages import Section

NATURES: dict[str, Phrase] = {
    Nature.PERSONNEL: _("Wages and staff").brief(_("Staff")),
    Nature.GOODS_SERVICES: _("Goods and services").brief(_("Goods, services")),
    Nature.TRANSFERS: _("Grants given"),
    Nature.DEBT: _("Debt and interest").brief(_("Debt")),
    Nature.WORKS: _("Works and equipment").brief(_("Works")),
    Section.OPERATION: _("Running the commune").brief(_("Running costs")),
    Section.INVESTMENT: _("Investment"),
}
"""By the value of `Nature`, or of `Section`."""
