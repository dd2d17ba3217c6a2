"""Who each circle is right now, in words: for those who choose and those who consented."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.knowledge import sentences
from samspil.knowledge.circles import scopes_of
from samspil.knowledge.models import SECTORS, Case, Scope
from samspil.knowledge.selectors import scopes
from samspil.networks import selectors as networks
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes

NAMED = 8
"""So many municipalities are named; where there are more, the rest are counted."""


def audience(viewer: Viewer, case: int) -> dict[str, str]:
    """Who each circle of a text is right now; empty for those who neither wrote nor edit it."""
    found = Case.objects.filter(scopes.recorded(viewer), pk=case).first()
    if found is None:
        return {}
    return {scope: _words(found, scope) for scope in scopes_of(found)}


def _words(case: Case, scope: str) -> str:
    match scope:
        case Scope.TEAM:
            return _("jeres egne folk i partnerskabet")
        case Scope.SPARRING_GROUP:
            return _group(case)
        case Scope.PARTNERSHIP:
            return _partnership(case)
        case Scope.KL:
            return _("programejere, facilitatorer og redaktører")
    return _("uden login, og søgemaskiner finder den")


def _group(case: Case) -> str:
    group = networks.group_of(case.edition, case.sector, case.municipality_id or "")
    if group is None:
        return _("I er ikke i en sparringsgruppe endnu, så lige nu kun I selv")
    names = places.names()
    others = [names[code] for code in group.codes if code != case.municipality_id]
    return sentences.listed([_("I"), *others])


def _partnership(case: Case) -> str:
    taking_part = {
        one.code
        for sector in SECTORS
        for one in programmes.participants(case.edition, sector)
        if one.code != case.municipality_id
    }
    names = [name for code, name in places.names().items() if code in taking_part]
    if len(names) > NAMED:
        rest = len(names) - NAMED + 1
        more = ngettext("%(count)s kommune til", "%(count)s kommuner til", rest) % {"count": rest}
        names = [*names[: NAMED - 1], more]
    own = [_("I")] if case.municipality_id else []
    return sentences.listed([*own, *names, _("dem, der driver partnerskabet")])
