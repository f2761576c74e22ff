"""What the tables share: column types that both engines keep alike."""

import zlib
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Dialect, Enum, LargeBinary, TypeDecorator
from sqlmodel import SQLModel

# Without names of their own, constraints cannot be altered on SQLite later.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

AUTOINCREMENT = {"sqlite_autoincrement": True}
"""An id that was shown or sent is never given to another row."""


class CompressedText(TypeDecorator[str]):
    """Text kept as zlib bytes: pages are evidence, and evidence is bulky."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Compress on the way in."""
        return None if value is None else zlib.compress(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Inflate on the way out."""
        return None if value is None else zlib.decompress(value).decode()


def kind_column(kinds: type[StrEnum], *, nullable: bool = False, primary_key: bool = False) -> Any:
    """A column for a closed set, stored as its text on both engines."""
    values = Enum(kinds, native_enum=False, length=24, values_callable=lambda known: [one.value for one in known])
    return Column(values, nullable=nullable, primary_key=primary_key)
