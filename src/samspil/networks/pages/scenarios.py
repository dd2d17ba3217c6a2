"""What the page of a scenario holds."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.networks import charts, ruleset, sentences
from samspil.networks.forms import ScenarioForm
from samspil.networks.pages.gatherings import meeting
from samspil.networks.pages.plans import cards_of, count_of, language, tiles_of
from samspil.networks.selectors import ScenarioView


def scenario(
    form: ScenarioForm, chosen: Sequence[str], found: ScenarioView | None, csv: str
) -> dict[str, Any]:
    """Return the page of a scenario: what was asked, and the groups if there are any."""
    page: dict[str, Any] = {
        "form": form,
        "places": [(place, place.code in chosen) for place in form.places],
        "limits": form.limits,
        "note": ruleset.current().content.note.in_language(language()),
        "found": found,
        "csv": csv,
        "section": "partnerskaber",
    }
    if found is None:
        return page
    members = sum(len(group.codes) for group in found.groups)
    title = scenario_title(found)
    return page | {
        "answer": count_of(len(found.groups), members),
        "map": charts.group_map(found.groups, tiles_of(found.groups), title=title),
        "cards": cards_of(found.groups),
        "one": meeting(found.one),
        "two": [meeting(gathering) for gathering in found.two],
        "saving": _saving(found),
    }


def scenario_title(found: ScenarioView) -> str:
    """Return what the map of a scenario shows."""
    name = sentences.sector(found.sector).lower()
    what = _("Scenarie, ikke tilmeldinger, %(sector)s") % {"sector": name}
    return sentences.map_title(what, len(found.groups))


def _saving(found: ScenarioView) -> str:
    """Return what two networks, and a virtual meeting, spare those who would travel."""
    unit = _("minutter") if found.one.unit == "min" else _("km")
    one = found.one.least[1]
    text = _("Et virtuelt møde sparer hver gæst for %(both)s %(unit)s i gennemsnit, ud og hjem.")
    text %= {"both": numbers.number(2 * one), "unit": unit}
    if not found.two:
        return text
    guests = [len(each.names) - 1 for each in found.two]
    pairs = zip(found.two, guests, strict=True)
    two = sum(each.least[1] * count for each, count in pairs) / sum(guests)
    if one - two < 1:
        return f"{text} {_('To netværk gør ikke vejen kortere.')}"
    two_words = _("To netværk gør vejen %(each)s %(unit)s kortere i gennemsnit.")
    return f"{text} {two_words % {'each': numbers.number(one - two), 'unit': unit}}"
