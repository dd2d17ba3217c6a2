"""``samspil deck`` from a shell."""

import argparse

import pytest

from samspil.cli import programme
from samspil.cli.words import NOT_AVAILABLE, REFUSED, Stop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(monkeypatch):
    monkeypatch.setattr(programme, "ready", lambda _options: None)


def options(tmp_path, **changed):
    given = {
        "municipality": "615",
        "sector": "school",
        "screening": None,
        "language": "da",
        "out": str(tmp_path / "deck.pptx"),
    }
    return argparse.Namespace(**(given | changed))


def test_it_writes_the_figures(tmp_path):
    answer = programme.deck(options(tmp_path))
    written = (tmp_path / "deck.pptx").read_bytes()
    assert written[:2] == b"PK"
    assert answer["bytes"] == len(written)
    assert (answer["municipality"], answer["screening"]) == ("615", None)


def test_it_writes_a_screening_in_english(tmp_path, made_up, filled):
    answer = programme.deck(
        options(tmp_path, municipality="E91", screening=filled.pk, language="en")
    )
    assert answer["screening"] == filled.pk


@pytest.mark.parametrize(
    "changed", [{"municipality": "999"}, {"screening": 999_999}, {"sector": "daycare"}]
)
def test_what_is_not_there_is_refused(tmp_path, filled, changed):
    given = {"municipality": "E91", "screening": filled.pk} | changed
    with pytest.raises(Stop) as stopped:
        programme.deck(options(tmp_path, **given))
    assert stopped.value.code == REFUSED
    assert not (tmp_path / "deck.pptx").exists()


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(Stop) as stopped:
        programme.deck(options(tmp_path, out=str(tmp_path / "no" / "deck.pptx")))
    assert stopped.value.code == NOT_AVAILABLE
