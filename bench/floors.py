"""The floors: a Flask view that does nothing, and the same with one durable INSERT and COMMIT."""

from __future__ import annotations

import os
import sqlite3
import threading

import psycopg
from flask import Flask, Response, request

_local = threading.local()


def bare() -> Flask:
    """Return an application whose one view answers at once."""
    app = Flask("bare")

    @app.post("/hook")
    def hook() -> Response:
        return Response("")

    return app


def sqlite_commit() -> Flask:
    """Return an application that commits one row to SQLite, fully synchronous, before it answers."""
    path = os.environ["FLOOR_SQLITE"]
    app = Flask("sqlite")

    def connection() -> sqlite3.Connection:
        if not hasattr(_local, "sqlite"):
            _local.sqlite = sqlite3.connect(path, isolation_level=None, timeout=20)
            _local.sqlite.execute("PRAGMA journal_mode=WAL")
            _local.sqlite.execute("PRAGMA synchronous=FULL")
            _local.sqlite.execute("CREATE TABLE IF NOT EXISTS kept (body TEXT)")
        return _local.sqlite

    @app.post("/hook")
    def hook() -> Response:
        connection().execute("INSERT INTO kept VALUES (?)", (request.form.get("Body", ""),))
        return Response("")

    return app


def postgres_commit() -> Flask:
    """Return an application that commits one row to PostgreSQL before it answers."""
    address = os.environ["FLOOR_POSTGRES"]
    app = Flask("postgres")

    def connection() -> psycopg.Connection:
        if not hasattr(_local, "postgres"):
            _local.postgres = psycopg.connect(address, autocommit=True)
            _local.postgres.execute("CREATE TABLE IF NOT EXISTS kept (body TEXT)")
        return _local.postgres

    @app.post("/hook")
    def hook() -> Response:
        connection().execute("INSERT INTO kept VALUES (%s)", (request.form.get("Body", ""),))
        return Response("")

    return app
