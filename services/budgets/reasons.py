"""Why something about a budget is not done or not answered."""

from __future__ import annotations

from enum import StrEnum


class BudgetReason(StrEnum):
    """The reasons; the first three are told to citizens."""

    NONE_YET = "no_budget_yet"
    TOPIC_UNKNOWN = "no_such_topic"
    NO_SUCH_PROGRAMME = "no_such_programme"
    KNOWN_FILE = "budget_file_known"
    NOTHING_READ = "budget_nothing_read"
    YEAR_NEEDED = "budget_year_needed"
    YEAR_WRONG = "budget_year_wrong"
    STATUS_WRONG = "budget_status_wrong"
    NO_SUCH_DOCUMENT = "budget_no_such_document"
    WITHDRAWN = "budget_withdrawn"
    NO_SUCH_TOPIC = "budget_no_such_topic"
    NO_SUCH_NATURE = "budget_no_such_nature"
    NO_LINES_CHOSEN = "budget_no_lines_chosen"
    FILE_EMPTY = "budget_file_empty"
    FILE_TOO_LARGE = "budget_file_too_large"
    FILE_GONE = "budget_file_gone"
    FILE_BEING_READ = "budget_file_being_read"
    FILE_READ_ANEW = "budget_file_read_anew"
    OTHER_MONEY = "budget_other_money"
    READ_IN_OTHER_MONEY = "budget_read_in_other_money"
    FILE_UNREADABLE = "budget_file_unreadable"
    DATES_WRONG = "budget_dates_wrong"
    ORDER_WRONG = "budget_order_wrong"
