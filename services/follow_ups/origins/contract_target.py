"""A target that a performance contract sets."""

from __future__ import annotations

from bot.phrases import _
from services.follow_ups.origin import Origin

ORIGIN = Origin("contract_target", 30, _("Target of a contract"))
