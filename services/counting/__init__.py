"""The count: after closing and the grace, from sealed ballots to a stored, published, repeatable result.

What lives here: opening ballots under the cycle's key, running the announced rule, storing and publishing runs.
What never happens here: a figure about choices before closing, a voter in what is stored.
"""

from services.counting.count import count_beside, count_cycle
from services.counting.drawing import write_draw
from services.counting.publish import publish
from services.counting.reading import CountLine, CountPage, RunView, count_page
from services.counting.ready import why_not_count
from services.counting.reasons import CountReason
from services.counting.results import published_run, results_view

__all__ = [
    "CountLine",
    "CountPage",
    "CountReason",
    "RunView",
    "count_beside",
    "count_cycle",
    "count_page",
    "publish",
    "published_run",
    "results_view",
    "why_not_count",
    "write_draw",
]
