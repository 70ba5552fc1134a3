"""The headers that keep a page from being framed, sniffed, or made to load anything from elsewhere."""

from __future__ import annotations

from flask import Flask, Response
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
)

YEAR = 31_536_000


def attach_headers(app: Flask, *, is_https: bool) -> None:
    """Set the headers on every response that does not carry them yet, errors included."""
    headers = dict(strict_headers(is_https=is_https).headers)

    def set_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    app.after_request(set_headers)


def strict_headers(*, is_https: bool) -> Secure:
    """Return our policy: everything from here, nothing inline, no frames."""
    return Secure(
        csp=_policy(),
        hsts=StrictTransportSecurity().max_age(YEAR) if is_https else None,
        xcto=XContentTypeOptions().nosniff(),
        referrer=ReferrerPolicy().same_origin(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        permissions=PermissionsPolicy().geolocation().camera().microphone(),
    )


def _policy() -> ContentSecurityPolicy:
    return (
        ContentSecurityPolicy()
        .default_src("'self'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'")
        .object_src("'none'")
        .base_uri("'none'")
        .form_action("'self'")
        .frame_ancestors("'none'")
    )
