"""Commands and scripts, each in a process of its own, without importing all anew for each.

One process imports the product and forks for each command. What the child does is all that
``samspil`` does from its arguments on, or that Python does with a script: it has its own output,
environment and exit code, reads Django's settings from that environment, and opens the database
itself.
"""

import atexit
import gc
import json
import os
import runpy
import socket
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import IO, NoReturn

_MOST = 100_000
_PATIENCE = 180.0


class Starter:
    """A process that has imported the product, and starts commands and scripts."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                env=environment,
                pass_fds=[theirs.fileno()],
            )
        self._ours.settimeout(_PATIENCE)

    def command(self, arguments: list[str], environment: dict[str, str]) -> tuple[int, str, str]:
        """Run ``samspil`` to its end; returns its exit code, what it printed and what it said."""
        return self._run("", arguments, environment)

    def script(
        self, file: Path, environment: dict[str, str], *arguments: str
    ) -> tuple[int, str, str]:
        """Run a file of Python to its end; returns as ``command``."""
        return self._run(str(file), list(arguments), environment)

    def _run(
        self, file: str, arguments: list[str], environment: dict[str, str]
    ) -> tuple[int, str, str]:
        asked = json.dumps([file, arguments, environment]).encode()
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
            file, arguments, environment = json.loads(asked)
            _become(asking, list(descriptors), environment)
            _finish(file, arguments)
        for descriptor in descriptors:
            os.close(descriptor)
        _child, status = os.waitpid(child, 0)
        asking.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _become(asking: socket.socket, outputs: list[int], environment: dict[str, str]) -> None:
    """Take what is the child's own: its output, its environment and the settings in it."""
    asking.close()
    for stream, descriptor in enumerate(outputs, start=1):
        os.dup2(descriptor, stream)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    from django.conf import settings
    from django.db import connections
    from django.utils.functional import empty

    # Read anew when they are first asked for, as in a process started from nothing.
    del sys.modules["samspil.web.settings"]
    settings._wrapped = empty
    vars(connections).clear()
    type(connections).__init__(connections)


def _finish(file: str, arguments: list[str]) -> NoReturn:
    """Do the work and end as Python would, but without taking apart all that was imported.

    That is half a second of the processor.
    """
    try:
        code = _script(file, arguments) if file else _command(arguments)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    except BaseException:
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _command(arguments: list[str]) -> int:
    from samspil.cli import main

    return main(arguments)


def _script(file: str, arguments: list[str]) -> int:
    sys.argv = [file, *arguments]
    sys.path[0] = str(Path(file).parent)
    runpy.run_path(file, run_name="__main__")
    return 0


def _import() -> None:
    """Import what commands import, and read the definitions that come with the product.

    None of them has asked the settings for anything that a child would have otherwise.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "samspil.web.settings"
    import django

    django.setup()
    import django.db.backends.postgresql.base
    import django.db.backends.sqlite3.base

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
    # What was imported is no rubbish, for no child to look through.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _import()
    _serve(socket.socket(fileno=int(sys.argv[1])))
