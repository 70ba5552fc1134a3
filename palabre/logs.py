"""The log: one JSON-free line an event on standard error, without numbers, bodies or secrets.

The message of an exception is never written: it may quote what a person wrote. Its type and its places are.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

NUMBER = re.compile(r"\+?\d[\d .()-]{6,}\d")
PRIVATE = {"body", "text", "phone", "address", "token", "secret", "password", "number", "sender"}
KEPT = {"timestamp", "level", "exception"}
LARGEST_HARMLESS = 9_999_999  # ids and counts stay readable; longer whole numbers may be phones
QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING}  # their lines hold the bot's token
# Those of these hold what is sent, values of statements or passwords' hashes, however much detail is asked for.
QUIET |= dict.fromkeys(("telegram", "aiohttp", "sqlalchemy", "passlib", "urllib3", "flask_security"), logging.WARNING)
QUIET |= dict.fromkeys(("waitress.queue", "alembic", "huey", "twilio", "asyncio"), logging.ERROR)
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up_logs(level: str) -> None:
    """Send every log line to standard error, scrubbed of numbers and secrets."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ScrubbedFormatter("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(lambda info: places_of(info)),
            scrub,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class ScrubbedFormatter(logging.Formatter):
    """Formats the lines of libraries by the same rules."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without numbers."""
        return scrubbed(super().format(record))

    def formatException(self, ei: Any) -> str:
        """Return the type and the places of an exception."""
        return places_of(ei)


def scrub(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take out what may name a person or open a door."""
    for name, value in event.items():
        if name in PRIVATE:
            event[name] = "…"
        elif name not in KEPT:
            event[name] = _harmless(value)
    return event


def scrubbed(line: str) -> str:
    """Return the line with every number as long as a phone's taken out."""
    return NUMBER.sub("…", line)


def places_of(info: ExcInfo) -> str:
    """Return an exception's type and the places it came through, the last three, without its message."""
    kind, error, trace = info
    if kind is None or error is None:
        return ""
    frames = traceback.extract_tb(trace)[-3:]
    return " < ".join([kind.__name__, *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))])


def _harmless(value: object) -> object:
    if isinstance(value, bool | float) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) <= LARGEST_HARMLESS else "…"
    return scrubbed(value if isinstance(value, str) else repr(value))
