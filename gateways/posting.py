"""Calls of a provider's HTTP interface: one client with a timeout, whose every trouble is a `SendFailure`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, StreamReader
from yarl import URL

from gateways.base import SendFailure

TIMEOUT = 10.0
"""Seconds for one call."""

LARGEST_ANSWER = 100_000
LONGEST_WAIT = 86_400.0
"""Seconds; whoever names more is asked again after a day."""
ON_BEHALF = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})
"""Said by a machine in between, of one that may have taken the message."""
LATER = 600.0
"""Seconds until what staff have to mend is tried again."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a provider answered: its status, its headers by name in lower case, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_taken(self) -> bool:
        """Is it a 2xx?"""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def text(self) -> str:
        """The body read as UTF-8, whatever it is."""
        return self.body.decode("utf-8", "replace")


class Post:
    """Makes calls; its connections open with the first one, in the loop that makes it."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self.timeout = timeout
        self._session: ClientSession | None = None

    async def call(self, url: str, headers: Mapping[str, str] | None = None, **body: Any) -> Answered:
        """Post `json` or `data` and return the answer, whatever its status; raise `SendFailure` where there is none.

        A redirect is not followed: texts and keys go to the address that was entered and nowhere else.
        """
        return await self._ask("POST", url, headers, **body)

    async def fetch(self, url: str, headers: Mapping[str, str]) -> Answered:
        """Ask for what is at an address and return the answer as `call` does."""
        return await self._ask("GET", url, headers)

    async def delete(self, url: str, headers: Mapping[str, str]) -> Answered:
        """Ask that what is at an address be deleted and return the answer as `call` does."""
        return await self._ask("DELETE", url, headers)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def _ask(self, method: str, url: str, headers: Mapping[str, str] | None, **body: Any) -> Answered:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=self.timeout))
        try:
            address = URL(url, encoded=True)  # %2B stays %2B
            async with self._session.request(method, address, headers=headers, allow_redirects=False, **body) as answer:
                said = await _body_of(answer.content)
                return Answered(answer.status, {name.lower(): value for name, value in answer.headers.items()}, said)
        except ClientConnectorError as error:  # no connection was made: nothing was said
            raise SendFailure("network", is_unsent=True) from error
        except TimeoutError as error:
            raise SendFailure("timeout") from error
        except (ClientError, OSError, ValueError) as error:
            raise SendFailure("network") from error


async def _body_of(content: StreamReader) -> bytes:
    """Return a body, as far as it is read: it comes in pieces, and `read` would give the first one alone."""
    body = bytearray()
    async for piece in content.iter_any():
        body += piece
        if len(body) >= LARGEST_ANSWER:
            break
    return bytes(body[:LARGEST_ANSWER])


def failure_of(answered: Answered, refused: str = "refused") -> SendFailure:
    """Return what an answer that is no 2xx means by its status alone; `refused` is said of what is wrong for ever."""
    status = answered.status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = answered.headers.get("retry-after", "")
        seconds = min(float(wait), LONGEST_WAIT) if wait.isascii() and wait.isdigit() else 60
        return SendFailure("busy", retry_in=seconds)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return SendFailure("server_error", is_unsent=status not in ON_BEHALF)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return SendFailure("credentials", retry_in=LATER)
    if status < HTTPStatus.BAD_REQUEST or status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        # A wrong address: for the staff to mend, the message waits.
        return SendFailure("wrong_address", retry_in=LATER)
    return SendFailure(refused, retry_in=None)
