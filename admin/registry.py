"""Finds the pages, refuses those that may not load, and knows who may reach each route."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType

from flask import Blueprint, Flask

from admin.page import Group, Page
from services.roles import RoleName

PACKAGE = "admin.pages"
PANEL = "panel"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ADMITS_ALL = frozenset(RoleName)


class UnsafePage(Exception):
    """A page or a route that does not say who may use it; the panel does not start with it."""


def find_pages(package: str = PACKAGE) -> list[Page]:
    """Return the pages of a package in the menu's order; `UnsafePage` for one that may not load."""
    root = importlib.import_module(package)
    names = sorted(module.name for module in pkgutil.iter_modules(root.__path__) if not module.ispkg)
    pages = [_page_in(importlib.import_module(f"{package}.{name}"), name) for name in names]
    groups = list(Group)
    return sorted(pages, key=lambda page: (groups.index(page.group), page.order, page.name))


def why_not_load(page: object, name: str) -> str | None:
    """Return why a page may not load, or None."""
    if not isinstance(page, Page):
        return "has no PAGE"
    if page.name != name or page.blueprint.name != name:
        return "does not bear the name of its file"
    if not page.roles:
        return "declares no role"
    return "declares a role that is none" if not page.roles <= ADMITS_ALL else None


def register_pages(panel: Blueprint, pages: Iterable[Page]) -> None:
    """Put each page under its own part of the panel's address."""
    for page in pages:
        panel.register_blueprint(page.blueprint, url_prefix=f"/{page.name.replace('_', '-')}")


def declare_routes(app: Flask, pages: Iterable[Page]) -> dict[str, tuple[Page, frozenset[RoleName]]]:
    """Return for each endpoint of a page the page and the roles it admits; `UnsafePage` for a route that may not be."""
    by_name = {page.name: page for page in pages}
    declared: dict[str, tuple[Page, frozenset[RoleName]]] = {}
    for rule in app.url_map.iter_rules():
        part, _, rest = rule.endpoint.partition(".")
        name, _, _view = rest.partition(".")
        if part != PANEL or name not in by_name or not _view:
            continue
        page = by_name[name]
        roles = getattr(app.view_functions[rule.endpoint], "needed_roles", page.roles)
        _refuse_unsafe(page, roles, rule.endpoint, rule.methods or set())
        declared[rule.endpoint] = (page, roles)
    return declared


def _page_in(module: ModuleType, name: str) -> Page:
    page = getattr(module, "PAGE", None)
    if reason := why_not_load(page, name):
        raise UnsafePage(f"admin/pages/{name}.py {reason}")
    assert isinstance(page, Page)
    return page


def _refuse_unsafe(page: Page, roles: frozenset[RoleName], endpoint: str, methods: set[str]) -> None:
    if not roles:
        raise UnsafePage(f"{endpoint} admits nobody")
    if not roles <= page.roles:
        raise UnsafePage(f"{endpoint} admits roles that its page does not")
    writes = bool(methods - SAFE_METHODS)
    if writes and RoleName.OBSERVER in roles and not page.open_to_observers:
        raise UnsafePage(f"{endpoint} changes something and admits observers: narrow it with @needs")
