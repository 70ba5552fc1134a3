"""The numbers and bots of an installation: what the panel shows, adds and changes of them.

Secrets come in here and never go out: a view says which there are. Nothing here talks to a
company that carries messages.
"""

from services.lines.abroad import AbroadReason, set_prices_abroad
from services.lines.changing import LineDraft, LineReason, add_line, change_line, switch_line
from services.lines.hearing import DeafLine, deaf_lines, hears, is_heard
from services.lines.listing import LineView, find_line, list_lines, unpriced_lines

__all__ = [
    "AbroadReason",
    "DeafLine",
    "LineDraft",
    "LineReason",
    "LineView",
    "add_line",
    "change_line",
    "deaf_lines",
    "find_line",
    "hears",
    "is_heard",
    "list_lines",
    "set_prices_abroad",
    "switch_line",
    "unpriced_lines",
]
