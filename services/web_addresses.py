"""Addresses on the web that people type in."""

from __future__ import annotations

from urllib.parse import urlsplit

LONGEST_LINK = 2000


def is_web_address(link: str) -> bool:
    """Is this an http or https address with a host, and neither a name and password nor a space in it?"""
    if len(link) > LONGEST_LINK or any(character.isspace() or not character.isprintable() for character in link):
        return False
    try:
        parts = urlsplit(link)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
