"""Makes the files of this folder's tests importable."""

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def files():
    """The module that makes small real files."""
    place = Path(__file__).with_name("files.py")
    spec = importlib.util.spec_from_file_location("samspil_test_files", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
