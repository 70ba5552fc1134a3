"""The budget of the demonstration commune reads back without a problem."""

from __future__ import annotations

from pathlib import Path

from budgeting.accounts.read import read_budget
from budgeting.accounts.topics import Topic

DEMONSTRATION = Path("palabre/demo/budget.csv")


def test_the_demonstration_budget_has_no_problem_and_covers_what_people_ask_about() -> None:
    reading = read_budget(DEMONSTRATION.read_bytes(), DEMONSTRATION.name)
    assert reading.problems == ()
    assert 40 <= len(reading.lines) <= 80
    topics = {line.topic for line in reading.lines}
    assert topics >= {Topic.HEALTH, Topic.EDUCATION, Topic.WATER, Topic.AGRICULTURE, Topic.SOCIAL, Topic.REVENUE}
    assert {line.programme.code for line in reading.lines if line.programme} == {"1", "2", "3"}
