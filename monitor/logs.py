"""Log lines on stderr: for people on a terminal, JSON for machines; never a secret in them."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from monitor.settings import LogFormat, Settings

SECRET_KEYS = re.compile(r"password|secret|token|authorization|webhook", re.IGNORECASE)
URL_SECRETS = re.compile(r"(?<=://)[^/@\s]+:[^/@\s]+(?=@)|(?<=hooks\.slack\.com/)\S+")


def set_up_logs(settings: Settings, *, quiet: bool = False) -> None:
    """Send all logs, those of libraries included, to stderr in the wanted format.

    `quiet`: for one-off commands, which tell their results themselves: errors of ours alone, unless the level was set.
    """
    level = "ERROR" if quiet and "log_level" not in settings.model_fields_set else settings.log_level
    plain = settings.log_format is LogFormat.CONSOLE or (settings.log_format is LogFormat.AUTO and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,  # before the next: a traceback quotes what it stumbled over
        without_secrets,
    ]
    last: Any = structlog.dev.ConsoleRenderer() if plain else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
        ),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)


def without_secrets(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: values of secret keys, and credentials inside addresses, are blotted out."""
    for key, value in event.items():
        if SECRET_KEYS.search(key):
            event[key] = "…"
        elif isinstance(value, str):
            event[key] = URL_SECRETS.sub("…", value)
    return event
