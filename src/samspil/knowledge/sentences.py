"""Words for what a text of the portal is and who may read it."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.knowledge.models import Kind, Scope, Status

TO_WRITE = _("Skriv her: hvad virkede, hvad gjorde ikke, og for hvem?")
"""Stands in a new draft where its authors write; still there, nobody has."""

KINDS: Mapping[str, Promise] = {
    Kind.CASE: _("En kommunes erfaring"),
    Kind.RESEARCH: _("Viden og begreber"),
    Kind.PRACTICE_MODEL: _("Praksis og organisering"),
    Kind.ECONOMY_MODEL: _("Økonomimodel"),
    Kind.METHOD: _("Metode"),
    Kind.NETWORK_DAY_MATERIAL: _("Fra en netværksdag"),
}

SCOPES: Mapping[str, Promise] = {
    Scope.TEAM: _("Kun os selv"),
    Scope.SPARRING_GROUP: _("Vores sparringsgruppe"),
    Scope.PARTNERSHIP: _("Alle i partnerskabet"),
    Scope.KL: _("KL til brug i deres arbejde, men ikke andre kommuner"),
    Scope.PUBLIC: _("Alle, også uden for partnerskabet"),
}

STATUSES: Mapping[str, Promise] = {
    Status.DRAFT: _("Kladde"),
    Status.SUBMITTED: _("Hos redaktøren"),
    Status.PUBLISHED: _("Udgivet"),
    Status.WITHDRAWN: _("Trukket tilbage"),
}


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "I, Prøvestrand og Mønsterlev"."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
