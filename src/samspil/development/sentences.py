"""Words for what a process and a test of change are and came to."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspil.development.models import Compared, Decision, TestOfChange

SECTORS: Mapping[str, Promise] = {"school": _("Skole"), "daycare": _("Dagtilbud")}

STATUSES: Mapping[str, Promise] = {
    TestOfChange.Status.PLANNED: _("Planlagt"),
    TestOfChange.Status.DOING: _("I gang"),
    TestOfChange.Status.CONCLUDED: _("Afsluttet"),
}

COMPARED: Mapping[str, Promise] = {
    Compared.AS_PREDICTED: _("Som vi ventede"),
    Compared.PARTLY: _("Delvist som vi ventede"),
    Compared.NOT: _("Ikke som vi ventede"),
}

DECISIONS: Mapping[str, Promise] = {
    Decision.ADOPT: _("Vi gør det til praksis"),
    Decision.ADAPT: _("Vi justerer og prøver igen"),
    Decision.ABANDON: _("Vi lader det ligge"),
}


def no_prediction() -> str:
    """Say, in the language of the house, that a test began without a prediction."""
    with override("da"):
        return gettext("Ingen forudsigelse blev skrevet, før vi gik i gang.")
