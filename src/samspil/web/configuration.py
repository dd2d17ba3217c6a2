"""What an operator decides, read once from the environment."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

DEFAULT_DATA = "var"
DEMO_CONTACT = "arrangoer@samspil.example"
"""Whom the example's people write to, under a top domain that can never exist."""
KEPT_OPEN = 60
"""Seconds that a thread keeps its connection: opening one costs more than many a page asks for."""
SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at once: twenty writers wait in line instead of failing midway.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
}


class ConfigurationError(Exception):
    """A setting in the environment cannot be used; the message says what would be right."""


@dataclass(frozen=True)
class Configuration:
    """The choices of one installation."""

    data: Path
    database_url: str
    secret_key: str
    old_secret_keys: tuple[str, ...]
    demo: bool
    debug: bool
    hosts: tuple[str, ...]
    smtp_url: str
    sender: str
    public_url: str
    contact: str
    log_level: str
    api_requests: int

    @property
    def databases(self) -> dict[str, dict[str, object]]:
        """Django's DATABASES: one file by default, PostgreSQL by address."""
        if self.database_url:
            return {"default": _postgresql(self.database_url)}
        file = self.data / "samspil.sqlite3"
        return {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(file),
                "CONN_MAX_AGE": KEPT_OPEN,
                "OPTIONS": SQLITE_OPTIONS,
                # In memory there is no locking to test.
                "TEST": {"NAME": str(self.data / "test.sqlite3")},
            }
        }

    @property
    def mailers(self) -> dict[str, dict[str, object]]:
        """Django's MAILERS: a server where one is named, otherwise nothing leaves the house."""
        if not self.smtp_url:
            return {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
        return {"default": _smtp(self.smtp_url)}


def from_environment() -> Configuration:
    """Read the configuration; raises ConfigurationError naming the variable that is wrong."""
    environment = os.environ
    demo = environment.get("SAMSPIL_DEMO", "") == "1"
    data = Path(environment.get("SAMSPIL_DATA", DEFAULT_DATA)).expanduser().absolute()
    old = environment.get("SAMSPIL_OLD_SECRET_KEYS", "").split(",")
    hosts = environment.get("SAMSPIL_HOSTS", "localhost,127.0.0.1,[::1]")
    return Configuration(
        data=data,
        database_url=environment.get("SAMSPIL_DATABASE_URL", ""),
        secret_key=environment.get("SAMSPIL_SECRET_KEY") or _kept_secret(data),
        old_secret_keys=tuple(key.strip() for key in old if key.strip()),
        demo=demo,
        debug=environment.get("SAMSPIL_DEBUG", "") == "1",
        hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        smtp_url=environment.get("SAMSPIL_SMTP_URL", ""),
        sender=environment.get("SAMSPIL_SENDER", "Samspil <samspil@localhost>"),
        public_url=environment.get("SAMSPIL_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        log_level=environment.get("SAMSPIL_LOG_LEVEL", "INFO").upper(),
        api_requests=_count(environment.get("SAMSPIL_API_REQUESTS", "") or "300"),
        contact=environment.get("SAMSPIL_CONTACT", "") or (DEMO_CONTACT if demo else ""),
    )


def _kept_secret(data: Path) -> str:
    """The key of this data folder, or one for this process where no folder has been prepared."""
    file = data / "secret.key"
    try:
        return file.read_text().strip() or secrets.token_urlsafe(50)
    except OSError:
        return secrets.token_urlsafe(50)


def _postgresql(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        message = (
            "SAMSPIL_DATABASE_URL skal være postgresql://bruger:kode@vært:port/database / "
            "must be postgresql://user:password@host:port/database"
        )
        raise ConfigurationError(message)
    options = dict(parse_qsl(parts.query))
    # A socket folder can be given as ?host=/run/postgresql.
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": KEPT_OPEN,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        message = "SAMSPIL_API_REQUESTS skal være et helt tal fra 1 / must be a whole number from 1"
        raise ConfigurationError(message)
    return int(text)


def _smtp(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        message = (
            "SAMSPIL_SMTP_URL skal være smtp://bruger:kode@vært:587 / "
            "must be smtp://user:password@host:587"
        )
        raise ConfigurationError(message)
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp" and bool(parts.username),
            "timeout": 20,
        },
    }
