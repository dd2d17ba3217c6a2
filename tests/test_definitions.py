"""Definitions: what loads, what is refused and how it says so, and when a version changes."""

import copy
import datetime as dt
import subprocess
import sys
import zipfile
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from samspil.definitions import (
    Definition,
    DefinitionError,
    Piece,
    Reviewed,
    Text,
    kept,
    load,
    load_file,
    version_of,
)

GOOD = """
author = "Samspil"
checked_by = ""
date = 2026-11-22
size = "small"
limits = [1, 2]

[name]
da = "Navn"
en = "Name"

[[parts]]
amount = 3
"""


class Size(StrEnum):
    SMALL = "small"


class Part(Piece):
    amount: int


class Thing(Reviewed):
    name: Text
    size: Size
    limits: tuple[int, ...]
    parts: tuple[Part, ...] = ()
    added_later: int = 7


def folder(tmp_path, **contents):
    """A folder of definitions with the given files."""
    place = tmp_path / "things"
    place.mkdir()
    for stem, content in contents.items():
        (place / f"{stem}.toml").write_text(content, encoding="utf-8")
    return place


def test_a_folder_gives_its_definitions_by_id(tmp_path):
    found = load(folder(tmp_path, b=GOOD, a=GOOD.replace("small", "small")), Thing)
    assert list(found) == ["a", "b"]
    one = found["a"]
    assert isinstance(one, Definition)
    assert (one.id, one.path) == ("a", "things/a.toml")
    assert one.content.name == Text(da="Navn", en="Name")
    assert one.content.size is Size.SMALL
    assert one.content.limits == (1, 2)
    assert one.content.parts[0].amount == 3
    assert one.content.date == dt.date(2026, 11, 22)


def test_a_folder_is_read_once_and_cannot_be_changed(tmp_path):
    place = folder(tmp_path, a=GOOD)
    first = load(place, Thing)
    (place / "a.toml").unlink()
    assert load(place, Thing) is first
    with pytest.raises(TypeError):
        first["b"] = first["a"]
    with pytest.raises(ValueError):
        first["a"].content.added_later = 8
    with pytest.raises(AttributeError):
        first["a"].id = "b"


def test_definitions_load_from_a_zipped_wheel(tmp_path):
    archive = tmp_path / "wheel.zip"
    with zipfile.ZipFile(archive, "w") as wheel:
        wheel.writestr("things/a.toml", GOOD)
    assert list(load(zipfile.Path(archive, "things/"), Thing)) == ["a"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('size = "small"', 'size = "huge"', "size"),
        ('size = "small"', "", "size"),
        ("limits = [1, 2]", 'limits = [1, "2"]', "limits[1]"),
        ("limits = [1, 2]", "limits = [1, 2.5]", "limits[1]"),
        ("limits = [1, 2]", "limits = [1, 2]\ncolour = 1", "colour"),
        ('en = "Name"', 'en = "  "', "name.en"),
        ('en = "Name"', "", "name.en"),
        ("amount = 3", 'amount = "3"', "parts[0].amount"),
        ("amount = 3", "amount = 3\nunit = 1", "parts[0].unit"),
        ('author = "Samspil"', 'author = ""', "author"),
        ("date = 2026-11-22", 'date = "yesterday"', "date"),
        ('checked_by = ""', "", "checked_by"),
    ],
)
def test_a_wrong_file_is_refused_with_file_and_key(tmp_path, old, new, key):
    assert old in GOOD
    with pytest.raises(DefinitionError) as caught:
        load(folder(tmp_path, good=GOOD, wrong=GOOD.replace(old, new)), Thing)
    assert str(caught.value).startswith(f"things/wrong.toml: {key}: ")
    assert caught.value.path == "things/wrong.toml"
    assert [problem[0] for problem in caught.value.problems] == [key]


def test_every_problem_of_a_file_is_told_at_once(tmp_path):
    wrong = GOOD.replace("small", "huge").replace("amount = 3", "")
    with pytest.raises(DefinitionError) as caught:
        load(folder(tmp_path, wrong=wrong), Thing)
    assert [problem[0] for problem in caught.value.problems] == ["size", "parts[0].amount"]
    assert len(str(caught.value).splitlines()) == 2


def test_broken_toml_names_the_file_and_the_line(tmp_path):
    with pytest.raises(DefinitionError, match=r"things/wrong\.toml: .*line 2"):
        load(folder(tmp_path, wrong="author = 1\nname = \nsize = 2"), Thing)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    place = folder(tmp_path)
    (place / "wrong.toml").write_bytes(b'author = "\xff"')
    with pytest.raises(DefinitionError, match=r"things/wrong\.toml"):
        load(place, Thing)


@pytest.mark.parametrize("stem", ["Upper", "with space", "å", "-a", "a--b", "a_"])
def test_a_file_name_that_is_no_id_is_refused(tmp_path, stem):
    with pytest.raises(DefinitionError, match="small letters"):
        load(folder(tmp_path, **{stem: GOOD}), Thing)


def test_an_empty_or_missing_folder_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match=r"things: .*no \.toml"):
        load(folder(tmp_path), Thing)
    with pytest.raises(DefinitionError, match="nowhere: there is no such folder"):
        load(tmp_path / "nowhere", Thing)


def test_files_of_other_kinds_are_left_alone(tmp_path):
    place = folder(tmp_path, a=GOOD)
    (place / "README.md").write_text("hello", encoding="utf-8")
    assert list(load(place, Thing)) == ["a"]


def version(tmp_path, content):
    """The version of one file's content."""
    file = tmp_path / "a.toml"
    file.write_text(content, encoding="utf-8")
    return load_file(file, Thing).version


def test_a_version_is_twelve_hexadecimal_digits(tmp_path):
    found = version(tmp_path, GOOD)
    assert len(found) == 12
    assert int(found, 16) >= 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\n\n"),
        ('size = "small"', '# why\nsize   =   "small"'),
        ('size = "small"\nlimits = [1, 2]', 'limits = [\n  1,\n  2,\n]\nsize = "small"'),
        ('checked_by = ""', 'checked_by = "A second reader"'),
        ("date = 2026-11-22", "date = 2026-12-24"),
        ('da = "Navn"', 'da = "  Navn  "'),
    ],
)
def test_layout_and_review_leave_the_version_as_it_was(tmp_path, old, new):
    assert version(tmp_path, GOOD) == version(tmp_path, GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('en = "Name"', 'en = "Names"'),
        ("[1, 2]", "[2, 1]"),
        ("amount = 3", "amount = 4"),
    ],
)
def test_content_changes_the_version(tmp_path, old, new):
    assert version(tmp_path, GOOD) != version(tmp_path, GOOD.replace(old, new))


def test_a_default_that_no_file_states_is_not_part_of_the_version():
    stated = {
        "author": "A",
        "checked_by": "",
        "date": dt.date(2026, 1, 1),
        "name": Text(da="a", en="b"),
        "size": Size.SMALL,
        "limits": (),
    }
    assert version_of(Thing(**stated)) != version_of(Thing(**stated, added_later=7))


def test_what_a_database_kept_is_read_once_and_again_when_it_differs(tmp_path):
    content = load_file(folder(tmp_path, a=GOOD).joinpath("a.toml"), Thing).content
    stated = content.model_dump(mode="json")
    assert kept(stated, Thing) == content
    assert kept(copy.deepcopy(stated), Thing) is kept(stated, Thing)
    # The version leaves out who has read it, and pages show it.
    stated["checked_by"] = "A second reader"
    assert kept(stated, Thing).checked_by == "A second reader"
    with pytest.raises(ValidationError):
        kept(stated | {"unknown": 1}, Thing)


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1)


@given(words, words)
@settings(max_examples=50)
def test_text_gives_the_words_of_the_language(da, en):
    text = Text(da=f" {da}\n", en=en)
    codes = ("da", "sv", "", "en", "en-GB", "EN")
    assert [text.in_language(code) for code in codes] == [da, da, da, en, en, en]


def test_it_says_whether_somebody_else_has_checked(tmp_path):
    file = tmp_path / "a.toml"
    for checker, checked in [("", False), (" ", False), ("A second reader", True)]:
        content = GOOD.replace('checked_by = ""', f'checked_by = "{checker}"')
        file.write_text(content, encoding="utf-8")
        assert load_file(file, Thing).content.is_checked is checked


def test_nothing_here_needs_django():
    """A command that only computes must not wait for a framework."""
    rooms = (
        "samspil.definitions, samspil.figures.indicators, samspil.programmes.editions, "
        "samspil.screening.instrument, samspil.methods.pricing"
    )
    asked = f"import sys; import {rooms}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
