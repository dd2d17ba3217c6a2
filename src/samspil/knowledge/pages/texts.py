"""What the portal and the page of one text show."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from samspil.knowledge import forms, selectors, sentences
from samspil.knowledge.models import Scope, Status
from samspil.knowledge.selectors import CaseView
from samspil.letters.services import absolute_url
from samspil.people.rules import ORGANISERS
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer

DESCRIBED = 300
"""Letters of a text's summary that are given to those who show a link to it."""


def ways_in(viewer: Viewer) -> dict[str, Any]:
    """Kinds, themes, and what the viewer's own people have under way."""
    rows = selectors.mine(viewer) if viewer.is_signed_in else []
    return {
        "kinds": selectors.kinds(viewer),
        "themes": selectors.theme_ways(viewer),
        "drafts": [row for row in rows if row.status in (Status.DRAFT, Status.SUBMITTED)],
        "writes": bool(rows),
        "organises": viewer.is_signed_in and viewer.holds_somewhere(*ORGANISERS),
        "begins": selectors.begins(viewer),
    }


def text(request: HttpRequest, view: CaseView) -> dict[str, Any]:
    """One text with what is like it, its files, and what the viewer may do with it."""
    viewer, case = viewer_of(request), view.row.id
    at_desk = view.may_send_back or view.may_publish
    return {
        "view": view,
        "files": selectors.files(viewer, case),
        "related": selectors.related(viewer, view.row),
        "form": forms.PublishForm(view) if view.may_publish else None,
        "send_back": forms.SendBackForm(auto_id="id_back_%s") if view.may_send_back else None,
        "checks": selectors.lacking(viewer, case) if at_desk else (),
        "wider": _wider(viewer, view),
        "wider_circle": str(sentences.SCOPES[view.wider]) if view.wider else "",
        "circle": _circle(viewer, view),
        "head": _head(view),
    }


def _wider(viewer: Viewer, view: CaseView) -> forms.WiderForm | None:
    if not view.may_ask_wider:
        return None
    return forms.WiderForm(selectors.wider(viewer, view.row.id), auto_id="id_wider_%s")


def _circle(viewer: Viewer, view: CaseView) -> str:
    """Who the text's circle is right now, for those who wrote or edit it."""
    return selectors.audience(viewer, view.row.id).get(view.row.scope, "")


def _head(view: CaseView) -> dict[str, Any] | None:
    """What others are told of a public text: its address, languages and summary; else None."""
    row = view.row
    if row.status != Status.PUBLISHED or row.scope != Scope.PUBLIC:
        return None
    addresses = [
        (language, absolute_url(reverse("knowledge:case", args=[row.id, slug])))
        for language, slug in view.languages
    ]
    return {
        "address": dict(addresses)[row.language],
        "languages": addresses if len(addresses) > 1 else [],
        "description": " ".join(row.summary.split())[:DESCRIBED],
        "locale": {"da": "da_DK", "en": "en_GB"}[row.language],
    }
