"""What the page of networks across schools holds."""

from collections.abc import Mapping
from typing import Any

from samspil.networks import rules, selectors
from samspil.networks.forms import SchoolsForm
from samspil.networks.pages.plans import edition_words
from samspil.people.viewer import Viewer
from samspil.programmes.selectors import EditionView


def schools(
    viewer: Viewer, view: EditionView, refused: Mapping[str, SchoolsForm] | None = None
) -> dict[str, Any]:
    """Return who agrees and which schools could meet; `refused` are forms by family."""
    may_form = rules.may_form(viewer, view.id)
    forms = refused or {}
    found = selectors.school_networks(viewer, view.id)
    return {
        "edition": edition_words(view),
        "consents": selectors.consents(viewer, view.id),
        "networks": [
            (
                one,
                (forms.get(one.family) or SchoolsForm(one, auto_id=f"id_{one.family}_%s"))
                if may_form
                else None,
            )
            for one in found
        ],
        "together": sum(one.is_accepted for one in found),
        "may_form": may_form,
        "refused": next(iter(forms.values()), None),
        "section": "partnerskaber",
    }
