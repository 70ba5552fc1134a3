"""The log: one JSON-free line an event, without numbers or bodies."""

from __future__ import annotations

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

NUMBER = re.compile(r"\+?\d[\d .-]{7,}\d")
PRIVATE = {"body", "text", "phone", "address", "token", "secret", "password", "number"}


def set_up_logs(level: str) -> None:
    """Send every log line to standard error, scrubbed of numbers and secrets."""
    logging.basicConfig(level=level.upper(), format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # its lines hold the bot's token
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    for quiet in ("waitress.queue", "alembic", "huey", "twilio", "asyncio"):
        logging.getLogger(quiet).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            scrub,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(),
    )


def scrub(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take out what may name a person or open a door."""
    for name, value in event.items():
        if name in PRIVATE:
            event[name] = "…"
        elif isinstance(value, str) and name != "timestamp":
            event[name] = NUMBER.sub("…", value)
    return event
