"""``samspil up`` and ``samspil serve``: prepare, start web and worker, stop both together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from samspil.cli import folder
from samspil.cli.words import refuse, say, unavailable
from samspil.web.configuration import Configuration, ConfigurationError, from_environment


def run(options: argparse.Namespace) -> None:
    """Start on this machine, with the example edition unless told otherwise."""
    os.environ["SAMSPIL_DEMO"] = "" if options.no_demo else "1"
    # In a terminal only what needs somebody; an operator's log has every request.
    os.environ.setdefault("SAMSPIL_LOG_LEVEL", "WARNING")
    os.environ.setdefault("SAMSPIL_PUBLIC_URL", f"http://127.0.0.1:{options.port}")
    _start("127.0.0.1", options.port, demo=not options.no_demo)


def serve(options: argparse.Namespace) -> None:
    """Run in production: never with the example, never without a secret of one's own."""
    if os.environ.get("SAMSPIL_DEMO") == "1":
        unavailable(
            "Samspil kører ikke i drift med eksempler. Fjern SAMSPIL_DEMO.",
            "Samspil does not run in production with examples. Unset SAMSPIL_DEMO.",
        )
    if len(os.environ.get("SAMSPIL_SECRET_KEY", "")) < 32:
        unavailable(
            "Sæt SAMSPIL_SECRET_KEY til mindst 32 hemmelige tegn.",
            "Set SAMSPIL_SECRET_KEY to at least 32 secret characters.",
        )
    if "@" not in os.environ.get("SAMSPIL_CONTACT", ""):
        unavailable(
            "Sæt SAMSPIL_CONTACT til den mailadresse, folk skal skrive til.",
            "Set SAMSPIL_CONTACT to the e-mail address that people are to write to.",
        )
    _start(options.host, options.port, demo=False, production=True)


def configuration() -> Configuration:
    """Read the configuration; ends with one sentence if a variable is wrong."""
    try:
        found = from_environment()
        _ = found.databases, found.mailers
    except ConfigurationError as error:
        refuse(str(error), str(error))
    return found


def _start(host: str, port: int, *, demo: bool, production: bool = False) -> None:
    chosen = configuration()
    # What this process and its children make in the folder is nobody else's to read.
    os.umask(0o077)
    folder.open_folder(chosen.data)
    held = folder.lock(chosen.data)
    _require_free(host, port)
    if not chosen.database_url:
        folder.check_database(chosen.data)
        folder.copy_daily(chosen.data)
    set_up_django()
    require_database()
    if production:
        _refuse_example()
    prepare(demo=demo)
    from samspil.cli import processes

    try:
        processes.run(host=host, port=port, ready=lambda: _ready(host, port, chosen.data))
    finally:
        if not chosen.database_url:
            folder.gather(chosen.data)
        held.close()


def _refuse_example() -> None:
    """End with one sentence if the database holds the example, which would be shown as real."""
    from samspil.web import installation

    if installation.holds_example():
        unavailable(
            "Databasen rummer eksemplet fra samspil up og kan ikke bruges i drift. Vælg en ny "
            "mappe med --data, eller en tom database med SAMSPIL_DATABASE_URL.",
            "The database holds the example of samspil up and cannot be used in production. Choose "
            "a new folder by --data, or an empty database by SAMSPIL_DATABASE_URL.",
        )


def _require_free(host: str, port: int) -> None:
    if not 0 < port < 65536:
        refuse(
            f"Port {port} findes ikke. Vælg en mellem 1 og 65535 med --port.",
            f"There is no port {port}. Choose one from 1 to 65535 by --port.",
        )
    with socket.socket() as probe:
        # As the server will ask: a port that is only cooling down after a stop is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            unavailable(
                f"Port {port} er optaget. Vælg en anden med --port.",
                f"Port {port} is taken. Choose another by --port.",
            )


def set_up_django() -> None:
    """Set up Django with this product's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.web.settings")
    import django

    django.setup()


def require_database() -> None:
    """End with one sentence if the database does not answer."""
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        unavailable(
            f"Databasen kan ikke nås: {reason}. Se på SAMSPIL_DATABASE_URL.",
            f"The database cannot be reached: {reason}. Look at SAMSPIL_DATABASE_URL.",
        )


def prepare(*, demo: bool) -> None:
    """Prepare where needed, in a process of its own: its imports must not reach the forks."""
    from django.db import connections

    from samspil.web import installation

    ready = installation.is_prepared(demo=demo)
    connections.close_all()
    if ready:
        return
    say("Gør klar …", "Preparing …")
    command = [sys.executable, "-m", "samspil.cli.prepare", "1" if demo else "0", str(os.getpid())]
    ended = subprocess.run(command, check=False).returncode  # noqa: S603 - our own module
    if ended == -signal.SIGINT:
        # Ctrl-C reaches both of us, and it may have ended before we have heard of it.
        raise KeyboardInterrupt
    if ended != 0:
        unavailable(
            "Samspil kunne ikke gøres klar; intet er halvt gjort. Se beskeden ovenfor.",
            "Samspil could not be prepared; nothing is half done. See the message above.",
        )


def _ready(host: str, port: int, data: Path) -> None:
    address = f"http://{host}:{port}/"
    say(
        f"Samspil kører på {address} (filer i {data}). Stop med Ctrl-C.",
        f"Samspil runs at {address} (files in {data}). Stop by Ctrl-C.",
    )
