"""Projects: numbered for ever, put on a ballot, then works that people follow, report on and rate.

What lives here: names and numbers, the works and all that happens to them, followers, what people report and say, and
what is read of them. What never happens here: a number given twice, an event without its date, a voted price that
changes, works called done without a day and a proof.
"""

from services.projects.changes import change_scope, report_delay, set_contractor
from services.projects.delays import DelayReason, delay_phrase
from services.projects.events import WORKS_STATES
from services.projects.feedback import FeedbackRow, feedback_of, rate
from services.projects.follow import follow, is_followed, unfollow
from services.projects.milestones import (
    MilestoneView,
    milestones_of,
    move_milestone,
    plan_milestone,
    reach_milestone,
)
from services.projects.names import check_names, short_name_from, why_not_short_name
from services.projects.opinions import polls_of_project
from services.projects.overview import WorksRow, works_page
from services.projects.page import ProjectPage, project_page
from services.projects.photos import (
    ProjectPhotoView,
    add_photo,
    keep_project_picture,
    open_project_photo,
    photos_of,
    remove_photo,
)
from services.projects.polls import PollRow, asks_with_consent, close_poll, open_poll, poll_audience
from services.projects.proofs import unproven_projects
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
from services.projects.reports import ReportOutcome, ReportRow, decide_reports, open_report_photo
from services.projects.works import Works, update_works, works_state

__all__ = [
    "WORKS_STATES",
    "DelayReason",
    "FeedbackRow",
    "MilestoneView",
    "PollRow",
    "ProjectHistory",
    "ProjectPage",
    "ProjectPhotoView",
    "ProjectReason",
    "ProjectRow",
    "ReportOutcome",
    "ReportRow",
    "Works",
    "WorksRow",
    "add_photo",
    "asks_with_consent",
    "change_scope",
    "check_names",
    "close_poll",
    "decide_reports",
    "delay_phrase",
    "feedback_of",
    "find_project",
    "follow",
    "history_of",
    "is_followed",
    "keep_project_picture",
    "milestones_of",
    "move_milestone",
    "open_poll",
    "open_project_photo",
    "open_report_photo",
    "photos_of",
    "plan_milestone",
    "poll_audience",
    "polls_of_project",
    "project_page",
    "project_row",
    "project_views",
    "projects_on_ballot",
    "projects_page",
    "rate",
    "reach_milestone",
    "remove_photo",
    "report_delay",
    "set_contractor",
    "short_name_from",
    "unfollow",
    "unproven_projects",
    "update_works",
    "view_of",
    "why_not_short_name",
    "works_page",
    "works_state",
]
