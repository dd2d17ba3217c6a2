"""Web and worker as two children of one process that starts, watches and stops them."""

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from samspil.cli.words import unavailable

_PR_SET_PDEATHSIG = 1
_PATIENCE = 30.0


class _Stopping(Exception):  # noqa: N818 - a wish, not an error
    """Somebody asked us to stop."""


def run(*, host: str, port: int, ready: Callable[[], None]) -> None:
    """Run web and worker until Ctrl-C or SIGTERM; nothing is left behind."""
    for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, _stop)
    children: dict[int, Callable[[], None]] = {}
    try:
        web = _fork(lambda: _web(host, port))
        children[web] = lambda: None
        worker = _fork(_worker)
        children[worker] = _worker
        _wait_until_answering(host, port, web)
        ready()
        _watch(children, web)
    except _Stopping:
        pass
    finally:
        _end(children)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _Stopping


def _fork(work: Callable[[], None]) -> int:
    """Start a child that dies with us, whatever happens to us."""
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, signal.SIG_DFL)
    # Ctrl-C reaches the whole group; the parent passes the wish on in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(parent)
    code = 1
    try:
        work()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def end_with(parent: int) -> None:
    """End this process when ``parent`` ends, or at once if it has ended already (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(0)


def _web(host: str, port: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": 2,
                "threads": 4,
                "preload_app": True,
                "loglevel": "warning",
                "graceful_timeout": 5,
                "control_socket_disable": True,
                "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108, PTH112
            }
            for name, value in options.items():
                if name in self.cfg.settings and value is not None:
                    self.cfg.set(name, value)

        def load(self) -> Any:  # noqa: ANN401 - a WSGI application
            from samspil.web.wsgi import application

            return application

    Server().run()


def _worker() -> None:
    from django.core.management import call_command

    call_command("samspil_worker", verbosity=0)


def _wait_until_answering(host: str, port: int, web: int) -> None:
    """Wait until the first page is served, so that the address printed is one that answers."""
    address = f"http://{host}:{port}/sundhed/"
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        if os.waitpid(web, os.WNOHANG)[0]:
            break
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    unavailable("Webserveren kom ikke i gang.", "The web server did not start.")


def _watch(children: dict[int, Callable[[], None]], web: int) -> None:
    """Start the worker again when it falls; stop when the web server does."""
    while True:
        child, _status = os.wait()
        work = children.pop(child)
        if child == web:
            unavailable("Webserveren stoppede.", "The web server stopped.")
        time.sleep(1)
        children[_fork(work)] = work


def _end(children: dict[int, Callable[[], None]]) -> None:
    """Ask every child to stop, and wait; after a while insist."""
    for wish in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish, signal.SIG_IGN)
    for child in children:
        _send(child, signal.SIGTERM)
    ends = time.monotonic() + 10
    left = set(children)
    while left and time.monotonic() < ends:
        left = {child for child in left if _is_running(child)}
        time.sleep(0.05)
    for child in left:
        _send(child, signal.SIGKILL)


def _is_running(child: int) -> bool:
    try:
        return os.waitpid(child, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False


def _send(child: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, what)
