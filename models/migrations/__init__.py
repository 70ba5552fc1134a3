"""The numbered steps from one shape of the database to the next, run by Alembic, tested up and down."""
