"""The names of roles and of the parts of the menu, as staff read them."""

from __future__ import annotations

from collections.abc import Collection

from admin.page import Group
from admin.tongue import _ as say
from admin.tongue import marked as _
from admin.tongue import say_list
from services.roles import RoleName

ROLE_NAMES = {
    RoleName.ADMINISTRATOR.value: _("Administrator"),
    RoleName.BUDGET_OFFICER.value: _("Budget officer"),
    RoleName.COMMUNICATION_OFFICER.value: _("Communication officer"),
    RoleName.MODERATOR.value: _("Moderator"),
    RoleName.OBSERVER.value: _("Observer"),
}
ROLE_HINTS = {
    RoleName.ADMINISTRATOR.value: _("Staff, lines, settings, and everything else of the commune."),
    RoleName.BUDGET_OFFICER.value: _("Imports budgets, answers about money, prepares the cycle."),
    RoleName.COMMUNICATION_OFFICER.value: _("Publishes documents, sessions and news."),
    RoleName.MODERATOR.value: _("Examines proposals and reads requests."),
    RoleName.OBSERVER.value: _("Reads, changes nothing."),
}
GROUP_TITLES = {
    Group.DAILY.value: _("Every day"),
    Group.BUDGET.value: _("Budget"),
    Group.DECISIONS.value: _("Decisions"),
    Group.PUBLISHING.value: _("Publishing"),
    Group.SETTINGS.value: _("Settings"),
}


def name_roles(roles: Collection[RoleName]) -> str:
    """Return the names of some roles in the language of this request, in the order in which roles stand everywhere."""
    return say_list(say(ROLE_NAMES[role.value]) for role in RoleName if role in roles)
