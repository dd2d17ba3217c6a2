"""A forgotten person's name and addresses in what others wrote: replaced wherever they stand.

Every text that rooms keep is looked through, except what the law keeps, what the database lets
nobody change, and what has been published in the portal, which has withdrawal of its own. A name of
a single word is left: it would be found in other words, and in other people.
"""

import re
from collections.abc import Collection, Iterator

from django.apps import apps
from django.db import models
from django.db.models import Q

from samspil.people.keeping.definitions import held

UNTOUCHED = frozenset(
    {"people.AuditEvent", "programmes.EditionVersion", "figures.Observation", "people.User"}
)
PORTAL = "knowledge"
SHORTEST = 60
"""Letters that a field must hold to be words and not a code."""


def replace(name: str, addresses: Collection[str], pseudonym: str, no_address: str) -> int:
    """Put the pseudonym for the name and addresses in every text; returns how many rows changed."""
    words = {address: no_address for address in addresses if address}
    if len(name.split()) > 1:
        words[name] = pseudonym
    return sum(_in_model(model, fields, words) for model, fields in _texts())


def _texts() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Yield every model of ours with the fields in which people write."""
    by_law = {one.model for kind, one in held() if kind.by_law}
    for model in apps.get_models():
        label = model._meta.label
        is_ours = model.__module__.startswith("samspil.") and model._meta.app_label != PORTAL
        if not is_ours or label in UNTOUCHED | by_law:
            continue
        fields = [field.name for field in model._meta.concrete_fields if _is_text(field)]
        if fields:
            yield model, fields


def _is_text(field: models.Field) -> bool:  # type: ignore[type-arg]
    if field.primary_key or field.choices or isinstance(field, models.EmailField):
        return False
    if isinstance(field, models.TextField):
        return True
    return isinstance(field, models.CharField) and (field.max_length or 0) >= SHORTEST


def _in_model(model: type[models.Model], fields: list[str], words: dict[str, str]) -> int:
    holding = Q()
    for field in fields:
        for word in words:
            holding |= Q(**{f"{field}__icontains": word})
    changed = 0
    for row in model._default_manager.filter(holding).only("pk", *fields):
        new = {field: _without(getattr(row, field), words) for field in fields}
        new = {field: text for field, text in new.items() if text != getattr(row, field)}
        if new:
            changed += model._default_manager.filter(pk=row.pk).update(**new)
    return changed


def _without(text: str, words: dict[str, str]) -> str:
    for word, instead in words.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", instead, text, flags=re.IGNORECASE)
    return text
