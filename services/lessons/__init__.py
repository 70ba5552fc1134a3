"""Lessons: which ones a commune offers, how far somebody has come, and how staff write their own.

What lives here: use cases on built-in lessons (`bot.lessons`) and on a commune's own texts, which take their place.
It may import `services`, `models`, `bot` and `budgeting`. What never happens here: keeping how somebody's answers
went, or showing citizens a text that staff have not published.
"""

from services.lessons.hiding import hide_lesson, show_lesson
from services.lessons.learning import finish_lesson, keep_place, lesson_views
from services.lessons.offered import OfferedLesson, find_lesson, find_offered, lessons_of, offered_lessons
from services.lessons.reasons import LessonNo
from services.lessons.writing import (
    copy_lesson,
    discard_draft,
    publish_lesson,
    save_draft,
    start_lesson,
    withdraw_lesson,
)
from services.lessons.written import LessonPage, LessonRow, LessonState, lesson_page, list_lessons

__all__ = [
    "LessonNo",
    "LessonPage",
    "LessonRow",
    "LessonState",
    "OfferedLesson",
    "copy_lesson",
    "discard_draft",
    "find_lesson",
    "find_offered",
    "finish_lesson",
    "hide_lesson",
    "keep_place",
    "lesson_page",
    "lesson_views",
    "lessons_of",
    "list_lessons",
    "offered_lessons",
    "publish_lesson",
    "save_draft",
    "show_lesson",
    "start_lesson",
    "withdraw_lesson",
]
