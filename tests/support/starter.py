"""Commands of the command line, each in a process of its own, without importing all anew for each.

One process imports the product on one data folder and forks for each command. What the child does
is all that ``samspil`` does from its arguments on: it has its own output, environment and exit
code, and opens the database itself. Only Django's settings were read before, so an environment
that changes them needs a process started from nothing.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

_MOST = 100_000


class Starter:
    """A process that has imported the product, and starts commands on ``folder``."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                env=environment | {"SAMSPIL_DATA": str(folder)},
                pass_fds=[theirs.fileno()],
            )
        self.folder = folder

    def run(self, arguments: list[str], environment: dict[str, str]) -> tuple[int, str, str]:
        """Run a command to its end; returns its exit code, what it printed and what it said."""
        asked = json.dumps([[*arguments, "--data", str(self.folder)], environment]).encode()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
            socket.send_fds(self._ours, [asked], [out.fileno(), said.fileno()])
            code = json.loads(self._ours.recv(_MOST))
            return code, _text(out), _text(said)

    def end(self) -> None:
        """End the process; it has no command left to wait for."""
        self._ours.close()
        self._process.wait(timeout=30)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _serve(asking: socket.socket) -> None:
    """Fork for each command that is asked for; in the child this ends as the command does."""
    while True:
        asked, descriptors, _flags, _address = socket.recv_fds(asking, _MOST, 2)
        if not asked:
            return
        child = os.fork()
        if not child:
            arguments, environment = json.loads(asked)
            sys.exit(_command(asking, list(descriptors), arguments, environment))
        for descriptor in descriptors:
            os.close(descriptor)
        _child, status = os.waitpid(child, 0)
        asking.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _command(
    asking: socket.socket, outputs: list[int], arguments: list[str], environment: dict[str, str]
) -> int:
    asking.close()
    for stream, descriptor in enumerate(outputs, start=1):
        os.dup2(descriptor, stream)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    from samspil.cli import main

    return main(arguments)


def _import() -> None:
    """Import what commands import, and read the definitions that come with the product."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "samspil.web.settings"
    import django

    django.setup()
    import samspil.cli.editions
    import samspil.cli.fetch
    import samspil.cli.figures
    import samspil.cli.running
    import samspil.web.urls  # noqa: F401
    from samspil.figures.indicators import load_indicators
    from samspil.web import installation  # noqa: F401

    load_indicators()
    from django.db import connections

    assert not [one for one in connections.all(initialized_only=True) if one.connection]


if __name__ == "__main__":
    _import()
    _serve(socket.socket(fileno=int(sys.argv[1])))
