"""A short form of ``benchmarks/import_fuzz.py``: damaged files of every format."""

import importlib.util
from pathlib import Path

import pytest

_PLACE = Path(__file__).parents[2] / "benchmarks" / "import_fuzz.py"
_SPEC = importlib.util.spec_from_file_location("samspil_import_fuzz", _PLACE)
fuzz = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(fuzz)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [11, 12])
def test_damaged_files_never_crash_and_are_never_taken_in_by_half(define, seed):
    define(**fuzz.definitions())
    fuzz.tell_columns()
    found = fuzz.run(80, seed, {})
    assert (found["crashes"], found["partial"]) == ([], [])
    # Whole files are taken in, or the damaged ones were refused for nothing.
    assert set(found["intact"].values()) == {"published", "unchanged"}
    assert found["intact"]["tidy"] == "unchanged"
    assert sum(counts.get("published", 0) for counts in found["formats"].values()) > 5
    assert all(counts.get("refused", 0) > 0 for counts in found["formats"].values())
