"""An activity of the open-government action plan."""

from __future__ import annotations

from bot.phrases import _
from models.follow_up import Visibility
from services.follow_ups.origin import Origin

ORIGIN = Origin("plan_activity", 40, _("Activity of the action plan"), Visibility.PUBLIC)
