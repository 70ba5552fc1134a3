"""Why a lesson is not there, not kept or not published."""

from __future__ import annotations

from enum import StrEnum


class LessonNo(StrEnum):
    """Reasons to say no to what is done with a lesson; `number` is the part's or the question's."""

    UNKNOWN = "no_such_lesson"
    UNKNOWN_LANGUAGE = "lesson_language_unknown"
    THERE_ALREADY = "lesson_written_already"
    WITHOUT_TITLE = "lesson_without_title"
    TITLE_TOO_LONG = "lesson_title_too_long"
    WITHOUT_PARTS = "lesson_without_parts"
    TOO_MANY_PARTS = "lesson_too_many_parts"
    PART_TOO_LONG = "lesson_part_too_long"
    NOT_THREE_QUESTIONS = "lesson_not_three_questions"
    TOO_FEW_ANSWERS = "lesson_too_few_answers"
    WITHOUT_RIGHT_ANSWER = "lesson_without_right_answer"
    WITHOUT_ITS_PART = "lesson_question_without_part"
    QUESTION_TOO_LONG = "lesson_question_too_long"
    NOT_PUBLISHED = "lesson_not_published"
    LAST_ONE = "lesson_last_one"
