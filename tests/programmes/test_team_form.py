"""What the form for a team says about how many may come."""

import pytest

from samspil.programmes.editions import load_editions
from samspil.programmes.forms.registration import TeamForm
from samspil.programmes.wishes import Wish


@pytest.mark.parametrize(
    ("included", "told"),
    [
        (1, "1 deltager er med i prisen."),
        (2, "2 deltagere er med i prisen."),
        (5, "Fra 3 til 5 deltagere er med i prisen."),
    ],
)
def test_how_many_the_price_includes(included: int, told: str) -> None:
    edition = load_editions()["2021"].content
    assert edition.team is not None
    limits = {"minimum": min(included, 3), "included": included, "maximum": included}
    edition = edition.model_copy(update={"team": edition.team.model_copy(update=limits)})
    form = TeamForm(edition, Wish(), "daycare")
    assert form.fields["participants"].help_text == told
