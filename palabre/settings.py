"""The settings: by environment, `.env` read too; every name and default is in the table of the README."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TWILIO_API = "https://api.twilio.com"
TELEGRAM_API = "https://api.telegram.org"


class Settings(BaseSettings):
    """What an installation can be told from outside."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    public_url: str = Field(
        "", description="Address that citizens and providers reach, such as https://vote.example.tg"
    )
    secret_key: SecretStr = Field(
        SecretStr(""), description="Secret of the installation; made on first start in VAR_DIR/secret when empty"
    )
    database_url: str = Field("", description="SQLite file or PostgreSQL; VAR_DIR/palabre.sqlite when empty")
    redis_url: str = Field("", description="Redis for the doorbell and the throttles; SQLite and memory when empty")
    var_dir: Path = Field(Path("var"), description="State, keys, uploads and the SQLite file")
    keys_dir: Path | None = Field(None, description="Keys of the cycles; VAR_DIR/keys when empty")
    files_dir: Path | None = Field(None, description="Uploaded documents and photos; VAR_DIR/files when empty")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, description="Port to listen on")
    trusted_proxies: int = Field(0, description="Number of proxies in front whose forwarded address is believed")
    web_threads: int = Field(8, description="Threads that answer web requests")
    writers: int = Field(2, description="Writing threads of one process on PostgreSQL; SQLite always has one")
    twilio_account_sid: str = Field("", description="Twilio account of the line called main")
    twilio_auth_token: SecretStr = Field(SecretStr(""), description="Twilio token, signs calls and opens the API")
    twilio_number: str = Field("", description="Twilio number of the line called main, such as +22870000000")
    twilio_api_url: str = Field(TWILIO_API, description="Address of the Twilio API")
    telegram_bot_token: SecretStr = Field(
        SecretStr(""), description="Token of the Telegram bot of the line called main"
    )
    telegram_webhook_secret: SecretStr = Field(
        SecretStr(""), description="Secret that Telegram sends back with every update; derived when empty"
    )
    telegram_api_url: str = Field(TELEGRAM_API, description="Address of the Telegram Bot API, own servers too")
    neighbours: int = Field(
        100,
        description="Numbers of one thousand that may write in 10 minutes before they get no reply; 0 for any",
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("public_url", "twilio_api_url", "telegram_api_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.strip().rstrip("/")

    @property
    def local_url(self) -> str:
        """Where this machine itself reaches the web process."""
        host = "127.0.0.1" if self.host in {"", "0.0.0.0", "::"} else self.host  # noqa: S104 - read, not bound
        return f"http://{host}:{self.port}"

    @property
    def keys_folder(self) -> Path:
        """Where the cycles' keys are."""
        return self.keys_dir or self.var_dir / "keys"

    @property
    def files_folder(self) -> Path:
        """Where uploads are."""
        return self.files_dir or self.var_dir / "files"

    @property
    def database(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{(self.var_dir / 'palabre.sqlite').resolve()}"

    @property
    def is_sqlite(self) -> bool:
        """Is the database a file of this machine?"""
        return self.database.startswith("sqlite")


def settings_table() -> str:
    """Return the table of settings as the README shows it, in Markdown."""
    rows = ["| name | default | what it is |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = "–" if default in ("", None) else f"`{default}`"
        rows.append(f"| `{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)
