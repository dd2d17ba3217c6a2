"""The seven levers have one set of names: the instrument's, wherever they are shown."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import samspil
from samspil.development import selectors as development
from samspil.development.forms import AimForm
from samspil.knowledge.forms.choices import lever_choices
from samspil.screening import selectors
from samspil.screening.instrument import load_instruments
from samspil.screening.services import CURRENT_INSTRUMENT


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_room_names_the_levers_as_the_instrument_does(language):
    instrument = load_instruments()[CURRENT_INSTRUMENT].content
    named = {one.number: one.label.in_language(language) for one in instrument.levers}
    with translation.override(language):
        assert selectors.lever_labels() == named
        assert development.lever_names() == named
        assert dict(AimForm().fields["levers"].choices) == named
        assert dict(lever_choices()) == named
    assert selectors.lever_labels(language) == named


def test_no_template_or_sentence_has_names_of_its_own():
    other = re.compile("almene fællesskaber|tilbudsvifte med mellemformer")
    root = Path(samspil.__file__).parent
    sources = [*root.rglob("*.py"), *root.rglob("*.html")]
    assert [str(file) for file in sources if other.search(file.read_text())] == []
