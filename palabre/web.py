"""The web application: doors, panel, public pages, health."""

from __future__ import annotations

import logging

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from admin.assets import asset_address
from admin.build import attach_panel
from palabre.demo.clock import DemoClock
from palabre.wiring import Installation
from portal.build import attach_portal
from portal.simulator.build import attach_simulator
from services.database import is_alive
from services.throttle import Throttle
from webhooks.doors import Doors, attach_doors

LARGEST_UPLOAD = 12 * 1024 * 1024


def make_app(installation: Installation) -> Flask:
    """Return the application of one installation; nothing is served yet."""
    settings, house = installation.settings, installation.house
    app = Flask("palabre", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    storage = settings.redis_url or "memory://"
    attach_doors(app, Doors(house, installation.providers, installation.book, Throttle(storage)))
    attach_portal(app, house, sheet=asset_address("palabre.css"))
    turn = house.clock.turn_to if isinstance(house.clock, DemoClock) else None
    attach_simulator(app, house, installation.book, turn=turn)
    attach_panel(app, house, secret_key=house.vault.key_for("web session"), limits_uri=storage)
    _attach_health(app, installation)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _attach_health(app: Flask, installation: Installation) -> None:
    @app.get("/healthz")
    def health() -> Response:
        alive = is_alive(installation.engine)
        logging.getLogger(__name__).debug("health asked: %s", alive)
        return Response("ok" if alive else "database away", 200 if alive else 503, content_type="text/plain")
