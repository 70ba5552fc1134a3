"""Knocking at the product's own doors, signed like any provider's call."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import Client

from gateways.base import LineView
from gateways.providers.simulator import SIGNATURE
from gateways.signatures import sign_hex


def knock(app: Flask, line: LineView, message: dict[str, Any]) -> tuple[int, str]:
    """Hand a message over at the line's webhook and return its answer's status, 200 once it is durable, and words.

    The call runs through the application's whole stack: size, signature, throttle, one transaction.
    """
    body = json.dumps({"id": uuid4().hex, **message}).encode()
    response = Client(app.wsgi_app).post(
        f"/webhooks/{line.provider}/{line.key}/inbound",
        data=body,
        content_type="application/json",
        headers={SIGNATURE: sign_hex(line.secrets.get("secret", ""), body).decode()},
    )
    said = response.get_data(as_text=True)
    response.close()
    return response.status_code, said
