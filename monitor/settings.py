"""The environment, read once: FOOTPRINT_*, DATABASE_URL, SMTP_* and secrets. See `.env.example`."""

from enum import StrEnum
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///data/footprint.db"
DEFAULT_USER_AGENT = "Mozilla/5.0 (compatible; FeedFetcher/1.0)"
"""A plain feed reader's: an analyst in the region must not announce what she reads."""


class SmtpTls(StrEnum):
    """How the connection to the mail relay is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class LogFormat(StrEnum):
    """How log lines look on stderr."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    """One field a setting; names in the environment are the upper-case names below."""

    model_config = SettingsConfigDict(env_prefix="FOOTPRINT_", frozen=True, extra="ignore", populate_by_name=True)

    config_dir: Path = Path()
    """Folder of sources.yaml, watchlist.yaml and subscriptions.yaml."""
    database_url: str = Field(DEFAULT_DATABASE, validation_alias=AliasChoices("DATABASE_URL", "database_url"))
    allow_private: bool = False
    """Let the fetcher reach loopback and private addresses."""
    proxy: str | None = None
    user_agent: str = DEFAULT_USER_AGENT
    concurrency: int = Field(16, ge=1, le=256)
    """Fetches under way at once, over all hosts."""
    timeout: float = Field(30.0, gt=0, le=600)
    """Seconds for one whole exchange, redirects included."""
    max_bytes: int = Field(10_000_000, ge=10_000)
    """Largest inflated body."""
    log_format: LogFormat = LogFormat.AUTO
    log_level: str = "INFO"
    host: str = "127.0.0.1"
    port: int = Field(8642, ge=0, le=65535)
    """Where `footprint run` answers /healthz."""
    desk_url: str | None = None
    """Public address of the desk, for links in digests."""

    smtp_host: str | None = Field(None, validation_alias=AliasChoices("SMTP_HOST", "smtp_host"))
    smtp_port: int | None = Field(None, validation_alias=AliasChoices("SMTP_PORT", "smtp_port"))
    smtp_tls: SmtpTls = Field(SmtpTls.STARTTLS, validation_alias=AliasChoices("SMTP_TLS", "smtp_tls"))
    smtp_username: str | None = Field(None, validation_alias=AliasChoices("SMTP_USERNAME", "smtp_username"))
    smtp_password: SecretStr | None = Field(None, validation_alias=AliasChoices("SMTP_PASSWORD", "smtp_password"))
    smtp_from: str | None = Field(None, validation_alias=AliasChoices("SMTP_FROM", "smtp_from"))

    @property
    def database(self) -> str:
        """The database address with `postgres://` spelt out and a relative SQLite path put into the config folder."""
        return resolved_database(self.database_url, self.config_dir)


def resolved_database(url: str, config_dir: Path) -> str:
    """`url` as the engine takes it; a relative SQLite path is relative to `config_dir`."""
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if url.startswith("sqlite:///") and not url.startswith("sqlite:////"):
        path = url.removeprefix("sqlite:///")
        if path and path != ":memory:":
            return f"sqlite:///{(config_dir / path).resolve()}"
    return url
