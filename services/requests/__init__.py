"""What citizens ask of the commune: a reference, a promised date, and what staff make of it.

What lives here: filing a question, finding it again, answering, extending, refusing and closing it, and the lists staff
work from. It may import what every service may; the desk and the panel call it.
What never happens here: showing a question or its answer to anybody but its author, or settling one without a word.
"""

from services.requests.deciding import answer, close, extend, refuse
from services.requests.filing import DeskVisit, enter_at_desk, file_question
from services.requests.finding import find_request, references_of
from services.requests.queue import Queue, RequestDetails, RequestRow, list_requests, read_request
from services.requests.reasons import RequestNo
from services.requests.rights import may_settle

__all__ = [
    "DeskVisit",
    "Queue",
    "RequestDetails",
    "RequestNo",
    "RequestRow",
    "answer",
    "close",
    "enter_at_desk",
    "extend",
    "file_question",
    "find_request",
    "list_requests",
    "may_settle",
    "read_request",
    "references_of",
    "refuse",
]
