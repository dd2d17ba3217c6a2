"""Everything that is kept about a person, or a municipality, as one archive to take away."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.people import events, rules, services
from samspil.people.keeping import registry
from samspil.people.keeping.definitions import held, load_kinds
from samspil.people.keeping.forgetting import addresses_of, rows_about
from samspil.people.models import AuditEvent, User
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.places.models import Municipality

SECRETS = frozenset({"token_hash", "password", "key", "stored"})
"""Fields that open something, or say where something lies: they are given to nobody."""
PUBLIC = frozenset({"figures.observation", "places.institution"})
"""What is about a municipality and public anyway; it can be had from its page."""
PROMISED = "surveys"
"""Answers of people to whom anonymity was promised are given to nobody."""
DEEP = 3


def person_archive(*, viewer: Viewer, user: User) -> bytes:
    """Return a ZIP with everything about a person: an index in words, and the rows as JSON.

    For the person, and for programme owners, who are asked for it. Raises NotAllowedError.
    """
    if viewer.user_id != user.pk and not rules.is_owner(viewer):
        raise services.NotAllowedError
    kept: dict[str, list[dict[str, object]]] = {}
    for _kind, one in held():
        rows = [_row(row) for row in rows_about(one, user, addresses_of(user))]
        if rows:
            kept.setdefault(one.model, []).extend(rows)
    done = [_event(event) for event in AuditEvent.objects.filter(actor=user).order_by("id")]
    index = _index(_("Det, Samspil gemmer om %(name)s") % {"name": user.name}, kept)
    return _zipped({"indhold.txt": index, "oplysninger.json": kept, "handlinger.json": done})


def municipality_archive(*, viewer: Viewer, municipality: str) -> bytes:
    """Return a ZIP with everything about a municipality: rows as JSON, and its files.

    For its chiefs alone: it holds what the municipality shares with nobody, or a few. Raises
    NotAllowedError and Municipality.DoesNotExist.
    """
    if not may_take_municipality(viewer, municipality):
        raise services.NotAllowedError
    place = Municipality.objects.get(pk=municipality)
    kept = {
        label: [_row(row) for row in found]
        for label, found in sorted(_rows_of(place).items())
        if found
    }
    trail = AuditEvent.objects.filter(municipality=place).order_by("id").select_related("actor")
    title = _("Det, Samspil gemmer om %(name)s") % {"name": place.name}
    parts: dict[str, Any] = {
        "indhold.txt": _index(title, kept),
        "oplysninger.json": kept,
        "handlinger.json": [_event(event) for event in trail],
    }
    for name, content in registry.files(municipality):
        parts[f"filer/{name}"] = content
    return _zipped(parts)


def may_take_municipality(viewer: Viewer, municipality: str) -> bool:
    """Whether the viewer may take away what is kept about a municipality."""
    return viewer.holds(Role.CHIEF, municipality=municipality)


def _rows_of(place: Municipality) -> dict[str, list[models.Model]]:
    """Return the rows that belong to a municipality, and what belongs to those, by model."""
    found: dict[str, list[models.Model]] = {}
    layer: dict[type[models.Model], list[Any]] = {Municipality: [place.pk]}
    for _depth in range(DEEP):
        below: dict[type[models.Model], list[Any]] = {}
        for model, keys in layer.items():
            for child, name in _children(model):
                label = child._meta.label
                rows = child._default_manager.filter(**{f"{name}__in": keys})
                known = {row.pk for row in found.get(label, ())}
                new = [row for row in rows.order_by("pk") if row.pk not in known]
                found.setdefault(label, []).extend(new)
                below.setdefault(child, []).extend(row.pk for row in new)
        layer = below
    return found


def _children(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Yield the models whose rows belong to a row of this one, and by which reference."""
    for relation in model._meta.related_objects:
        child = relation.related_model
        app = child._meta.app_label
        if not isinstance(child, type) or not child.__module__.startswith("samspil."):
            continue
        label = child._meta.label_lower
        if label in PUBLIC or app == PROMISED or label == "people.auditevent":
            continue
        if label in _organisers_own():
            continue
        if relation.many_to_many:
            continue
        yield child, relation.field.name


def _organisers_own() -> set[str]:
    """Return the models about a municipality that its own people do not see."""
    return {one.model.lower() for _kind, one in held() if one.organisers_own}


def _row(row: models.Model) -> dict[str, object]:
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in SECRETS
    }


def _event(event: AuditEvent) -> dict[str, object]:
    return {
        "at": event.at,
        "what": events.sentence(
            event.action,
            actor=str(event.actor) if event.actor else "",
            municipality=str(event.municipality) if event.municipality else "",
            details=dict(event.details),
        ),
    }


def _index(title: str, kept: Mapping[str, list[Any]]) -> str:
    """Return in plain words what the archive holds, why it is kept, and how long."""
    language = get_language() or "da"
    lines = [title, "=" * len(title), ""]
    for definition in load_kinds().values():
        kind = definition.content
        counts = {one.model: len(kept.get(one.model, ())) for one in kind.models}
        if not any(counts.values()):
            continue
        lines += [
            kind.what.in_language(language),
            "  " + _("Hvorfor: ") + kind.why.in_language(language),
            "  " + _("Hvor længe: ") + kind.how_long.in_language(language),
            *(f"  {model}: {count}" for model, count in counts.items() if count),
            "",
        ]
    lines.append(_("Svar, der er lovet anonyme, kan ikke føres tilbage og er ikke med."))
    return "\n".join(lines) + "\n"


def _zipped(parts: Mapping[str, Any]) -> bytes:
    """Return the parts as a ZIP; texts as they are, everything else as JSON."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if isinstance(content, bytes):
                written: str | bytes = content
            elif isinstance(content, str):
                written = content
            else:
                written = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), written)
    return out.getvalue()
