"""Steps from one form of the catalog to the next (alembic)."""
