"""Asking over a real connection: what is asked again, how long is waited, what is never said."""

import logging
import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from samspil.figures.fetching import client as module
from samspil.figures.fetching import cubes, statbank
from samspil.figures.fetching.addresses import STATBANK, UDDANNELSESSTATISTIK, address_of
from samspil.figures.fetching.client import Client
from samspil.figures.fetching.errors import (
    FetchError,
    KeyRefusedError,
    RefusedError,
    TooLargeError,
    UnreachableError,
)
from samspil.figures.fetching.secret import Secret

INFO = {"table": "KVOTIEN", "lang": "da", "format": "JSON"}
CUBE = {"område": "GS", "emne": "ELEV", "underemne": "ELEVEX"}
KEY = Secret("en-hemmelig-kode-0123456789")


@pytest.fixture
def waits():
    return []


@pytest.fixture
def statbank_client(publishers, waits):
    with Client(f"{publishers.address}/v1", sleep=waits.append, chance=lambda: 1.0) as client:
        yield client


@pytest.fixture
def cube_client(publishers, waits):
    publishers.settings.key = KEY.reveal()
    address = f"{publishers.address}/Api/v1"
    with Client(address, key=KEY, sleep=waits.append, chance=lambda: 1.0) as client:
        yield client


def test_what_may_pass_is_asked_again_and_longer_is_waited_each_time(
    publishers, stand_in, statbank_client, waits
):
    publishers.settings.faults = [stand_in.Fault("tableinfo", "broken", times=3)]
    assert statbank.table_info(statbank_client.ask("tableinfo", INFO)).id == "KVOTIEN"
    assert len(publishers.settings.asked) == 4
    assert waits == [1.0, 2.0, 4.0]


def test_the_publisher_says_how_long_to_wait(publishers, stand_in, statbank_client, waits):
    publishers.settings.faults = [stand_in.Fault("tableinfo", "too_many", after="7")]
    statbank_client.ask("tableinfo", INFO)
    assert waits == [pytest.approx(7.1)]


def test_a_moment_to_come_back_at(publishers, stand_in, statbank_client, waits):
    soon = format_datetime(datetime.now(tz=UTC) + timedelta(seconds=20), usegmt=True)
    publishers.settings.faults = [stand_in.Fault("tableinfo", "too_many", after=soon)]
    statbank_client.ask("tableinfo", INFO)
    assert 15 < waits[0] < 21


def test_nobody_makes_us_wait_for_hours(publishers, stand_in, statbank_client, waits):
    publishers.settings.faults = [
        stand_in.Fault("tableinfo", "too_many", after="86400"),
        stand_in.Fault("tableinfo", "too_many", after="-5"),
        stand_in.Fault("tableinfo", "too_many", after="i morgen"),
    ]
    statbank_client.ask("tableinfo", INFO)
    assert waits[0] <= module.LONGEST_PAUSE + 1
    assert waits[1] < 1
    assert waits[2] == 4.0


@pytest.mark.parametrize("kind", ["cut", "half"])
def test_an_answer_that_is_cut_is_asked_for_again(publishers, stand_in, statbank_client, kind):
    publishers.settings.faults = [stand_in.Fault("tableinfo", kind, times=2)]
    whole = statbank_client.ask("tableinfo", INFO, statbank.table_info)
    assert statbank.table_info(whole).id == "KVOTIEN"
    assert len(publishers.settings.asked) == 3


def test_after_some_tries_it_is_enough(publishers, stand_in, statbank_client, waits):
    publishers.settings.faults = [stand_in.Fault("tableinfo", "broken", times=99)]
    with pytest.raises(UnreachableError, match=r"HTTP 500 efter 6 forsøg"):
        statbank_client.ask("tableinfo", INFO)
    assert (len(publishers.settings.asked), len(waits)) == (6, 5)


def test_an_operator_says_how_many_tries(publishers, stand_in, monkeypatch):
    monkeypatch.setenv("SAMSPIL_FETCH_TRIES", "2")
    publishers.settings.faults = [stand_in.Fault("tableinfo", "broken", times=99)]
    with (
        Client(f"{publishers.address}/v1", sleep=lambda _s: None) as client,
        pytest.raises(UnreachableError),
    ):
        client.ask("tableinfo", INFO)
    assert len(publishers.settings.asked) == 2


def test_nobody_there(waits):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with (
        Client(f"http://127.0.0.1:{port}/v1", sleep=waits.append) as client,
        pytest.raises(UnreachableError, match="ConnectError"),
    ):
        client.ask("tableinfo", INFO)
    assert len(waits) == 5


def test_a_refusal_is_not_asked_again_and_is_known_by_its_kind(publishers, statbank_client, waits):
    with pytest.raises(RefusedError) as refused:
        statbank_client.ask("tableinfo", {"table": "FINDESIKKE"})
    assert (refused.value.status, refused.value.code) == (400, "EXTRACT-NOTFOUND")
    assert "127.0.0.1" in str(refused.value)
    assert "Tabellen findes ikke: FINDESIKKE" in str(refused.value)
    with pytest.raises(RefusedError) as refused:
        statbank_client.ask("findesikke", {})
    assert (refused.value.status, refused.value.code) == (404, "REQUEST-NOTFOUND")
    assert waits == []


def test_too_many_cells_are_known_by_their_kind_whatever_the_words(publishers, statbank_client):
    publishers.settings.limit = 1
    chosen = {"OMRÅDE": ["615"], "KLASSE": ["0000"], "SKTPE": ["ANTALSUM"], "Tid": ["2090"]}
    body = {
        "table": "KVOTIEN",
        "format": "CSV",
        "variables": [{"code": k, "values": v} for k, v in chosen.items()],
    }
    with pytest.raises(TooLargeError):
        statbank_client.ask("data", body)


def test_a_refusal_in_plain_words(cube_client):
    with pytest.raises(RefusedError, match="GS/ELEV/FINDES kunne ikke findes") as refused:
        cube_client.ask("skema", CUBE | {"underemne": "FINDES"})
    assert (refused.value.status, refused.value.code) == (400, "")


def test_the_key_is_sent_and_never_said(publishers, cube_client, caplog, waits):
    caplog.set_level(logging.DEBUG)
    assert cubes.schema(cube_client.ask("skema", CUBE)).measures
    publishers.settings.key = "en anden"
    with pytest.raises(KeyRefusedError) as refused:
        cube_client.ask("skema", CUBE)
    assert KEY.last_four in str(refused.value)
    assert waits == []
    told = caplog.text + str(refused.value) + repr(refused.value)
    assert KEY.reveal() not in told
    assert all(KEY.reveal() not in str(vars(record)) for record in caplog.records)


def test_a_publisher_that_sends_the_key_back_does_not_make_us_say_it(publishers):
    with (
        Client(f"{publishers.address}/v1", key=KEY) as client,
        pytest.raises(RefusedError) as refused,
    ):
        client.ask("tableinfo", {"table": KEY.reveal()})
    assert "Tabellen findes ikke: ••••" in str(refused.value)
    assert KEY.reveal() not in str(refused.value)


def test_an_answer_that_points_elsewhere_is_not_followed():
    """A key must not travel to wherever an answer points."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(2)
        port = listener.getsockname()[1]
        there = f"http://127.0.0.1:{port}/andetsteds"

        def once():
            connection, _address = listener.accept()
            connection.recv(65_536)
            head = f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {there}\r\n"
            connection.sendall(f"{head}Content-Length: 0\r\n\r\n".encode())
            connection.close()

        threading.Thread(target=once, daemon=True).start()
        with (
            Client(f"http://127.0.0.1:{port}/v1", key=KEY, sleep=lambda _s: None) as client,
            pytest.raises(RefusedError) as refused,
        ):
            client.ask("skema", CUBE)
        assert refused.value.status == 307


def test_an_answer_without_end_is_given_up(publishers, statbank_client, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 100)
    with pytest.raises(FetchError, match="større"):
        statbank_client.ask("tableinfo", INFO)
    monkeypatch.undo()
    monkeypatch.setattr(module, "PATIENCE", -1.0)
    with pytest.raises(UnreachableError, match="for lang tid"):
        statbank_client.ask("tableinfo", INFO)


def test_addresses_can_be_changed_but_a_key_is_not_sent_in_the_clear(monkeypatch):
    for publisher in (STATBANK, UDDANNELSESSTATISTIK):
        monkeypatch.delenv(publisher.variable, raising=False)
        assert address_of(publisher) == publisher.address
        monkeypatch.setenv(publisher.variable, "https://proxy.example.org/v1/")
        assert address_of(publisher) == "https://proxy.example.org/v1"
        monkeypatch.setenv(publisher.variable, "http://127.0.0.1:8190/v1")
        assert address_of(publisher) == "http://127.0.0.1:8190/v1"
        for wrong in ("http://proxy.example.org/", "ftp://127.0.0.1/", "proxy.example.org"):
            monkeypatch.setenv(publisher.variable, wrong)
            with pytest.raises(FetchError, match=publisher.variable):
                address_of(publisher)
