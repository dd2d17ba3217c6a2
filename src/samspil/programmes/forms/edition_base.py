"""What the forms of an edition's parts share: words in two languages, rows, what they belong to.

A form reads its part from what a draft states and writes it back. What a form has not touched
keeps its source and its quotation; what an owner changes is from then on the organiser's own.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.programmes.complaints import Complaint
from samspil.programmes.copying import OWN
from samspil.programmes.edition_file import Stated
from samspil.programmes.edition_parts import COPENHAGEN

SHORT, LONG = 200, 2000
SECTORS = ("daycare", "school")
LANGUAGES = (("da", gettext_lazy("dansk")), ("en", gettext_lazy("engelsk")))
DAY_ENDS = dt.time(23, 59, 59)


@dataclass(frozen=True)
class Group:
    """Some fields under a heading, in lines of one or two."""

    legend: str
    lines: tuple[tuple[forms.BoundField, ...], ...]
    help: str = ""


class PartForm(forms.Form):
    """The form of one part of an edition."""

    keys: ClassVar[tuple[str, ...]] = ()
    """The outermost keys of an edition that this part writes."""

    def __init__(self, stated: Stated, data: Mapping[str, Any] | None = None) -> None:
        self.stated = stated
        super().__init__(data)
        self.build()

    def build(self) -> None:
        """Add the fields, with what the draft says in them."""
        raise NotImplementedError

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        raise NotImplementedError

    def change(self, draft: Stated) -> Stated:
        """Return the draft with this part as it was written."""
        raise NotImplementedError

    def field_of(self, complaint: Complaint) -> str | None:
        """Return the field at which a complaint belongs: the one named most like its key."""
        name = re.sub(r"[.\[]", "_", complaint.key.replace("]", ""))
        for part in (name, f"{name}_da"):
            if part in self.fields:
                return part
        outer = [field for field in self.fields if field.startswith(complaint.part)]
        return outer[0] if outer else None

    def add_words(
        self,
        name: str,
        label: Promise | str,
        said: Mapping[str, Any] | None,
        *,
        required: bool = False,
        long: bool = False,
    ) -> None:
        """Add one wording in Danish and English; the two must both be there, or neither."""
        for code, language in LANGUAGES:
            attributes = {"lang": code} | ({"rows": 3} if long else {})
            widget = forms.Textarea(attributes) if long else forms.TextInput(attributes)
            self.fields[f"{name}_{code}"] = NoCprField(
                label=f"{label} ({language})",
                required=required,
                max_length=LONG if long else SHORT,
                widget=widget,
                initial=(said or {}).get(code, ""),
                error_messages={"required": _("Mangler. Udfyld det.")},
            )

    def add(self, name: str, field: forms.Field, initial: object) -> None:
        """Add a field with what the draft says in it."""
        field.initial = initial
        field.error_messages["required"] = _("Mangler. Udfyld det.")
        self.fields[name] = field

    def pair(self, name: str) -> tuple[forms.BoundField, ...]:
        """Return the two fields of a wording."""
        return tuple(self[f"{name}_{code}"] for code, _language in LANGUAGES)

    def said(self, name: str) -> dict[str, str] | None:
        """Return a wording as it was written, or None where it is left out."""
        both = {code: self.cleaned_data.get(f"{name}_{code}", "") for code, _language in LANGUAGES}
        return both if any(both.values()) else None

    def clean(self) -> dict[str, Any]:
        """Ask for the other language where only one is written."""
        given = super().clean() or {}
        missing = {"da": _("Skriv det også på dansk."), "en": _("Skriv det også på engelsk.")}
        for name in [name[:-3] for name in self.fields if name.endswith("_da")]:
            both = {code: given.get(f"{name}_{code}") for code in missing}
            for code, other in (("da", "en"), ("en", "da")):
                field = f"{name}_{code}"
                if both[other] and not both[code] and field not in self.errors:
                    self.add_error(field, missing[code])
        return given


def piece(old: object, new: Stated) -> Stated:
    """Return ``new`` as a piece of the edition: as it stood if it says the same, else our own."""
    if isinstance(old, Mapping):
        same = {key: value for key, value in old.items() if key not in ("source", "quote", "id")}
        if same == {key: value for key, value in new.items() if key != "id"}:
            return dict(old)
    return new | {"source": OWN}


def replaced(draft: Stated, **parts: object) -> Stated:
    """Return the draft with these parts; one that is None or an empty list is left out."""
    kept = {key: value for key, value in draft.items() if key not in parts}
    return kept | {key: part for key, part in parts.items() if part not in (None, [], {})}


def without_empty(**parts: object) -> Stated:
    """Return the parts that say something; False and 0 do."""
    return {key: part for key, part in parts.items() if part not in (None, "", [], {})}


def table(stated: object) -> Stated:
    """Return a part of a draft as a table, empty where it is none: a file can hold anything."""
    return dict(stated) if isinstance(stated, Mapping) else {}


def rows_of(stated: object) -> list[Stated]:
    """Return a list of a draft as tables."""
    return [table(one) for one in stated] if isinstance(stated, Sequence) else []


def amount(value: Decimal | None) -> str | None:
    """Return kroner as a definition keeps them: without decimals where there are none."""
    if value is None:
        return None
    whole = value == value.to_integral_value()
    return str(value.quantize(Decimal(1) if whole else Decimal("0.01")))


def moment_of(stated: object) -> dt.datetime | None:
    """Return a moment of the draft on the Danish clock, or None."""
    try:
        moment = dt.datetime.fromisoformat(str(stated))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=COPENHAGEN)
    return moment.astimezone(COPENHAGEN)


def danish_moment(day: dt.date, clock: dt.time) -> dt.datetime | None:
    """Return the moment of a Danish clock time; None for one that summer time leaps over.

    In the hour that comes twice the later one, so that nobody is shut out an hour early.
    """
    moment = dt.datetime.combine(day, clock, COPENHAGEN).replace(fold=1)
    back = moment.astimezone(dt.UTC).astimezone(COPENHAGEN)
    return moment if back.replace(tzinfo=None) == moment.replace(tzinfo=None, fold=0) else None


def lines_of(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def numbered(data: Mapping[str, Any] | None, pattern: re.Pattern[str]) -> Iterator[int]:
    """Yield the numbers of rows that were typed."""
    for name in data or ():
        if found := pattern.fullmatch(name):
            yield int(found[1])


def date_field(label: str) -> forms.DateField:
    """Return a field for a day that may be left out."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv dagen som 2027-03-15.")},
    )


def time_field(label: str, help_text: str = "") -> forms.TimeField:
    """Return a field for a clock time that may be left out."""
    return forms.TimeField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.TimeInput(attrs={"type": "time", "step": "1"}, format="%H:%M:%S"),
        error_messages={"invalid": _("Skriv klokkeslættet som 12:00.")},
    )


def number_field(label: str, least: int = 0, most: int = 10_000) -> forms.IntegerField:
    """Return a field for a whole number that may be left out."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        error_messages={"invalid": _("Skriv et helt tal, for eksempel 5.")},
    )


def kroner_field(label: str) -> forms.DecimalField:
    """Return a field for an amount that may be left out."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=Decimal("999999999.99"),
        max_digits=11,
        decimal_places=2,
        error_messages={"invalid": _("Skriv et beløb i kroner, for eksempel 60000.")},
    )


def by_sector(stated: Stated) -> dict[str, Stated]:
    """Return the sectors offered in a draft, by name."""
    return {str(one.get("sector")): one for one in rows_of(stated.get("sectors"))}


def statement(old: object, name: str, said: dict[str, str] | None) -> Stated | None:
    """Return a single statement, or None where it is left out."""
    return None if said is None else piece(old, {"id": table(old).get("id", name), "text": said})
