"""What a commune has to offer now: nobody is sent to what is empty."""

from __future__ import annotations

from enum import StrEnum


class Offer(StrEnum):
    """Something that can be seen or done now; asking a question always can."""

    BUDGET = "budget"  # a published document of figures
    IDEAS = "ideas"  # ideas are taken
    PROJECTS = "projects"
    VOTE = "vote"  # a vote is open
    RESULTS = "results"  # published ones
    DOCUMENTS = "documents"
    MEETINGS = "meetings"  # one that is announced
    WORKS = "works"  # finished ones, to be rated
