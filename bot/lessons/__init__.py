"""Short lessons on how a commune's budget is prepared, voted, carried out and checked, in the words of its country.

What lives here: one file of lessons for each country or group of countries (`*.toml`), one for everybody, how they are
read, and what a lesson costs by SMS. A lesson of a country takes the place of the general one of the same key. A fact
that nobody has confirmed is worded as usual, not as certain, and carries its source. What never happens here: a fact
without its source's confidence, a text that only one language has.
"""

from bot.lessons.built_in import built_in_lessons
from bot.lessons.lesson import Lesson, LessonText, Quiz

__all__ = ["Lesson", "LessonText", "Quiz", "built_in_lessons"]
