"""Two people who act at the same moment, each on a connection of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.unit_of_work import UnitOfWork

Act = Callable[[Session], Any]
HEAD_START = 0.3  # seconds the first keeps its transaction open after its act, for the second to run into it


def at_once(engine: Engine, first: Act, second: Act) -> tuple[Any, Any]:
    """Let the second act begin when the first is done and not yet committed; return results, or what was raised."""
    work = UnitOfWork(engine)
    outcomes = meanwhile(engine, first, lambda: work.write(second))
    work.close()
    return outcomes


def meanwhile(engine: Engine, first: Act, then: Callable[[], Any]) -> tuple[Any, Any]:
    """Let somebody begin, in a transaction of their own, when the first act is done and not yet committed."""
    acted = threading.Event()

    def linger(session: Session) -> Any:
        result = first(session)
        session.flush()
        acted.set()
        time.sleep(HEAD_START)
        return result

    work = UnitOfWork(engine)
    with ThreadPoolExecutor(2) as pool:
        leading = pool.submit(work.write, linger)
        assert acted.wait(10)
        following = pool.submit(then)
    work.close()
    return _outcome(leading), _outcome(following)


def _outcome(future: Future[Any]) -> Any:
    return future.exception() or future.result()
