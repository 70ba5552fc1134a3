from tests.services.opened_house import clock, house, run  # noqa: F401
