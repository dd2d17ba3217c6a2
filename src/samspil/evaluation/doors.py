"""The ways in from an edition's page and from a process's."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.development.doors import process_door
from samspil.development.selectors import ProcessView
from samspil.evaluation import rules, selectors
from samspil.evaluation.criteria import criteria_of
from samspil.evaluation.selectors import BOTH
from samspil.people.viewer import Viewer
from samspil.programmes.doors import Door, door
from samspil.programmes.selectors import EditionView


@door
def evaluation(viewer: Viewer, view: EditionView) -> Door | None:
    """The criteria of history are public; an evaluation is for those who take part or run it."""
    if view.is_history:
        if not criteria_of(view.content):
            return None
        return Door(reverse("evaluation:edition", args=[view.id]), _("Kriterierne for succes"))
    if not viewer.is_signed_in:
        return None
    if rules.may_read_all(viewer, edition=view.id):
        return Door(reverse("evaluation:edition", args=[view.id]), _("Evaluering"))
    own = [
        team
        for team in selectors.teams_of(view)
        if rules.may_read(viewer, municipality=team.code, sector=team.sector, edition=view.id)
    ]
    if not own:
        return None
    code = own[0].code
    sectors = [team.sector for team in own if team.code == code]
    address = [view.id, code, sectors[0] if len(sectors) == 1 else BOTH]
    return Door(reverse("evaluation:municipality", args=address), _("Evaluering"))


@process_door
def of_process(viewer: Viewer, view: ProcessView) -> Door | None:
    """The municipality's own evaluation, for those who may read it."""
    row = view.row
    where = {"municipality": row.code, "edition": row.edition}
    # A joint process is evaluated in each of its sectors, for the people of each.
    sectors = [one for one in row.sectors if rules.may_read(viewer, sector=one, **where)]
    if not sectors:
        return None
    address = [row.edition, row.code, sectors[0] if len(sectors) == 1 else BOTH]
    return Door(reverse("evaluation:municipality", args=address), _("Evaluering"))
