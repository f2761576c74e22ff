"""sources.yaml: where to look."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from monitor.sources.check import check_catalogue
from monitor.sources.source import FullText, Ownership, Role, Source
from monitor.yamlfile import ConfigError, expand, read_yaml

__all__ = [
    "CATALOGUE_FILE",
    "Catalogue",
    "FullText",
    "Ownership",
    "Role",
    "Source",
    "catalogue_path",
    "check_catalogue",
    "load_catalogue",
]

CATALOGUE_FILE = "sources.yaml"


class Catalogue(BaseModel):
    """All sources, in the file's order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: tuple[Source, ...] = ()


def catalogue_path(config_dir: Path) -> Path:
    """Where the catalogue stands in `config_dir`."""
    return config_dir / CATALOGUE_FILE


def load_catalogue(config_dir: Path, environment: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue of `config_dir`, with `${NAME}` read from `environment` (the process's own by default).

    Raises ConfigError with every problem of the file when one of them is fatal.
    """
    known = os.environ if environment is None else environment
    file = read_yaml(catalogue_path(config_dir))
    problems = check_catalogue(file, known)
    if any(problem.fatal for problem in problems):
        raise ConfigError(problems)
    listed = (file.data or {}).get("sources") or []
    return Catalogue(sources=tuple(Source.model_validate(expand(one, known)[0]) for one in listed))
