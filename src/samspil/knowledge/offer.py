"""What the portal offers on the page of a process: to tell others."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.development.offers import Offer
from samspil.development.selectors import ProcessView
from samspil.knowledge import rules
from samspil.people.viewer import Viewer


def write_a_case(viewer: Viewer, view: ProcessView) -> Offer | None:
    """Offer those who may write to make a case of the process."""
    row = view.row
    if not rules.may_write(viewer, municipality=row.code, sector=row.reach, edition=row.edition):
        return None
    return Offer(
        label=_("Skriv en erfaring til vidensportalen"),
        explanation=_(
            "Mål og afsluttede prøver følger med som kladde. Også det, der ikke virkede, er "
            "noget værd for andre. I vælger, hvem der må læse."
        ),
        action=reverse("knowledge:from_process", args=[row.id]),
    )
