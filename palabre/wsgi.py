"""The application for a web server of several processes, such as gunicorn: `palabre.wsgi:app`."""

from __future__ import annotations

from palabre.logs import set_up_logs
from palabre.safety import start_safely
from palabre.settings import Settings
from palabre.web import make_app
from palabre.wiring import install

_settings = Settings()
set_up_logs(_settings.log_level)
_installation = install(_settings)
start_safely(_installation, is_one_of_many=True)
app = make_app(_installation)
