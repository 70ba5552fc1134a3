"""What a management dialogue decides to put right."""

from __future__ import annotations

from bot.phrases import _
from services.follow_ups.origin import Origin

ORIGIN = Origin("corrective_action", 20, _("Corrective action"))
