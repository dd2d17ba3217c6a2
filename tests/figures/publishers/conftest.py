"""The publishers' stand-in, started once for each test."""

import importlib.util
import sys
from pathlib import Path

import pytest


def _load():
    name = "publishers_server"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("server.py"))
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def stand_in():
    """The stand-in's module: its tables, cubes and how it may misbehave."""
    return _load()


@pytest.fixture
def publishers(stand_in):
    """Both publishers, answering on this machine."""
    server = stand_in.Server().start()
    yield server
    server.shutdown()
    server.server_close()
