"""The application for a web server of several processes, such as gunicorn: `palabre.wsgi:app`."""

from __future__ import annotations

from palabre.logs import set_up_logs
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install

_settings = Settings()
set_up_logs(_settings.log_level)
app = make_app(install(_settings))
