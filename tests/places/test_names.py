"""What publishers call municipalities: every one of the 98, in every way we have seen."""

import pytest

from samspil.places.names import Found, Kind, Names
from samspil.places.services import starter_places

NAMES = {place.code: place.name for place in starter_places()}
names = Names(NAMES | {"E01": "Tangby"})


def municipality(text):
    found = names.find(text)
    return found.code if found and found.kind is Kind.MUNICIPALITY else found


@pytest.mark.parametrize("code", NAMES)
def test_all_98_in_every_spelling(code):
    name = NAMES[code]
    for text in (
        code, f"0{code}", name, name.upper(), f"  {name} ", f"{name} Kommune", f"{name} kommune",
        f"{name}s Kommune", f"{name} Regionskommune", f"{code} {name}", f"0{code} {name} Kommune",
        f"{code}: {name}", name.replace("Aa", "Å").replace("aa", "å"), name.replace("-", " "),
        name.replace("å", "aa"), name.replace("ø", "oe").replace("æ", "ae").replace("Æ", "Ae"),
        f"{name} Municipality",
    ):  # fmt: skip
        assert municipality(text) == code, text


@pytest.mark.parametrize(
    ("text", "code"),
    [("Københavns Kommune", "101"), ("Aarhus kommune", "751"), ("Århus", "751"),
     ("Bornholms Regionskommune", "400"), ("Vesthimmerland", "820"), ("Vesthimmerlands", "820"),
     ("Nordfyn", "480"), ("Copenhagen", "101"), ("København Municipality", "101"),
     ("Høje Tåstrup", "169"), ("Lyngby-Tårbæk Kommune", "173"), ("Brønderslev-Dronninglund", "810"),
     ("Mors", "773")],
)  # fmt: skip
def test_spellings_with_a_rule_of_their_own(text, code):
    assert municipality(text) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Hele landet", Kind.NATION), ("000", Kind.NATION), ("000 Hele landet", Kind.NATION),
     ("All Denmark", Kind.NATION), ("Region Hovedstaden", Kind.REGION), ("084", Kind.REGION),
     ("085 Region Sjælland", Kind.REGION), ("Landsdel Bornholm", Kind.PROVINCE),
     ("01 Landsdel Byen København", Kind.PROVINCE), ("Fyn", Kind.PROVINCE),
     ("Storbykommuner", Kind.GROUP), ("2 Storbykommuner", Kind.GROUP),
     ("Christiansø", Kind.CHRISTIANSO), ("411", Kind.CHRISTIANSO),
     ("411 Christiansø", Kind.CHRISTIANSO), ("<uoplyst>", Kind.UNKNOWN_PLACE),
     ("Uoplyst kommune", Kind.UNKNOWN_PLACE), ("<fejl>", Kind.ERROR)],
)  # fmt: skip
def test_what_is_no_municipality_is_told_for_what_it_is(text, kind):
    assert names.find(text) == Found(kind)


@pytest.mark.parametrize(
    "text", ["", "Horsense", "999", "099", "101 Horsens", "615 København", "Tangby", "E01", "6150"]
)
def test_what_no_rule_knows_is_never_guessed(text):
    assert names.find(text) is None


def test_the_nearest_name_is_proposed():
    assert names.nearest("Horsense Kommune") == "Horsens (615)"
    assert names.nearest("Kbenhavn") == "København (101)"
    assert names.nearest("Atlantis") == ""


def test_no_two_spellings_meet():
    for code, name in NAMES.items():
        for other in (f"{name}s", f"{name}s Kommune"):
            assert municipality(other) in (code, None)
