"""The themes: reviewed data in both languages, each id once."""

import pytest
from django.utils import translation

from samspil.definitions import DefinitionError, load_file
from samspil.development import selectors
from samspil.development.themes import Themes, theme_ids

AGREED = (
    "mellemformer", "ledelse", "data", "oekonomi", "visitation", "tvaerfagligt", "overgange",
    "foraeldre", "dagtilbudspraksis", "undervisning", "trivsel", "organisering",
)  # fmt: skip


def test_the_ids_are_those_that_addresses_and_rows_elsewhere_use():
    assert theme_ids() == AGREED


def test_names_follow_the_reader_and_can_be_asked_for_in_danish():
    with translation.override("en"):
        assert selectors.theme_names()["overgange"] == "Transitions and coherence"
        assert selectors.theme_names("da")["overgange"] == "Overgange og sammenhæng"
        assert set(selectors.theme_explanations()) == set(AGREED)


def test_an_id_used_twice_is_refused_with_its_name(tmp_path):
    wording = '[themes.name]\nda = "x"\nen = "x"\n[themes.about]\nda = "x"\nen = "x"\n'
    theme = f'[[themes]]\nid = "data"\n{wording}'
    file = tmp_path / "themes.toml"
    file.write_text(f'author = "a"\nchecked_by = ""\ndate = 2026-11-28\n{theme}{theme}')
    with pytest.raises(DefinitionError, match="named twice: data"):
        load_file(file, Themes)
