"""Projects: numbered for ever, put on a ballot, then works that people follow and rate.

What lives here: names and numbers, the state of the works, followers, feedback, and what is read of them.
What never happens here: a number given twice, an event without its date, a rating of works that are not done.
"""

from services.projects.feedback import FeedbackRow, feedback_of, rate
from services.projects.follow import follow, is_followed, unfollow
from services.projects.names import check_names, why_not_short_name
from services.projects.page import ProjectPage, project_page
from services.projects.reading import (
    ProjectHistory,
    ProjectRow,
    find_project,
    history_of,
    project_row,
    project_views,
    projects_on_ballot,
    projects_page,
    view_of,
)
from services.projects.reasons import ProjectReason
from services.projects.works import WORKS_STATES, Works, update_works, works_state

__all__ = [
    "WORKS_STATES",
    "FeedbackRow",
    "ProjectHistory",
    "ProjectPage",
    "ProjectReason",
    "ProjectRow",
    "Works",
    "check_names",
    "feedback_of",
    "find_project",
    "follow",
    "history_of",
    "is_followed",
    "project_page",
    "project_row",
    "project_views",
    "projects_on_ballot",
    "projects_page",
    "rate",
    "unfollow",
    "update_works",
    "view_of",
    "why_not_short_name",
    "works_state",
]
