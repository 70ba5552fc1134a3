"""What anybody may read: the commune, its money, its projects, its results, how to reach it.

What lives here: reads for the public pages and for open data, made of what other services publish. It may import
`services`, `models`, `bot` and `budgeting`. What never happens here: a write, a personal datum, a figure before it is
published, a group of ratings so small that it tells who gave them.
"""

from services.public.budget import Book, Figures, Side, open_book, open_book_in_force
from services.public.commune import (
    PublicLine,
    Stage,
    VoidedCycle,
    draft_taking_ideas,
    find_by_key,
    heard_lines,
    lines_of,
    stages_of,
    voided_cycles,
)
from services.public.lines import open_lines
from services.public.projects import Moment, PublicProject, open_projects, project_page, public_projects
from services.public.receipts import receipt_lines
from services.public.results import PublicResults, public_results
from services.public.shelf import Shelf, shelf_of
from services.public.vote_rules import VoteRules, vote_rules

__all__ = [
    "Book",
    "Figures",
    "Moment",
    "PublicLine",
    "PublicProject",
    "PublicResults",
    "Shelf",
    "Side",
    "Stage",
    "VoidedCycle",
    "VoteRules",
    "draft_taking_ideas",
    "find_by_key",
    "heard_lines",
    "lines_of",
    "open_book",
    "open_book_in_force",
    "open_lines",
    "open_projects",
    "project_page",
    "public_projects",
    "public_results",
    "receipt_lines",
    "shelf_of",
    "stages_of",
    "voided_cycles",
    "vote_rules",
]
