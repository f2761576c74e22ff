"""How Alembic runs here: on the connection that db/schema.py hands over, in its one transaction."""

from alembic import context
from sqlmodel import SQLModel

import db.models

assert db.models.__all__  # imported so that the metadata below knows every table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
