"""One value says with whom one is compared, and an address keeps it."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.figures.peer_choice import DEFAULT, PeerChoice, from_text, parse, query

choices = st.one_of(
    st.builds(PeerChoice, kind=st.just("equal"), k=st.sampled_from([0, *range(5, 16)])),
    st.builds(
        PeerChoice, kind=st.just("learned"), k=st.sampled_from([0, *range(5, 16)]),
        indicator=st.from_regex("[a-z][a-z_0-9]{0,30}", fullmatch=True),
    ),
    st.just(PeerChoice("kl")),
    st.builds(PeerChoice, kind=st.just("group"), group=st.integers(1, 10**8)),
)  # fmt: skip


@given(choices, st.sampled_from(["school", "daycare"]))
def test_an_address_brings_a_choice_back(choice, sector):
    asked = dict(parse_qsl(query(choice, sector).removeprefix("?")))
    assert asked.pop("omraade", "school") == sector
    found = parse(asked)
    assert (found.choice, found.complaint) == (choice, "")


def test_the_default_needs_no_words():
    assert query(DEFAULT, "school") == ""
    assert parse({}).choice == DEFAULT
    assert parse({"spejl": "lige"}).choice.is_default


@pytest.mark.parametrize(
    "asked",
    [
        {"spejl": "resultater"}, {"spejl": "laert"}, {"spejl": "laert:"}, {"spejl": "gruppe:x"},
        {"spejl": "gruppe:²"}, {"spejl": "gruppe:99999999999999999999"}, {"spejl": "kl:1"},
        {"antal": "4"}, {"antal": "16"}, {"antal": "ti"}, {"antal": "-5"}, {"antal": "²"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_left_out(asked):
    found = parse(asked)
    assert found.choice == DEFAULT
    assert found.complaint


@given(st.dictionaries(st.sampled_from(["spejl", "antal"]), st.text(max_size=30)))
def test_no_address_makes_it_stumble(asked):
    parse(asked)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("equal", PeerChoice(k=7)),
        ("learned:x", PeerChoice("learned", indicator="x", k=7)),
        ("kl", PeerChoice("kl")),
        ("group:3", PeerChoice("group", group=3)),
        ("group:x", None),
        ("lige", None),
        ("", None),
    ],
)
def test_the_command_line_says_it_in_english(text, choice):
    assert from_text(text, 7) == choice
