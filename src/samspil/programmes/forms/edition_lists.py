"""Forms for the lists of an edition: purposes, criteria, obligations, terms and their like."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.programmes import words
from samspil.programmes.complaints import Complaint
from samspil.programmes.edition_file import Stated
from samspil.programmes.edition_parts import Strength
from samspil.programmes.forms.edition_base import (
    SECTORS,
    Group,
    PartForm,
    date_field,
    numbered,
    piece,
    replaced,
    rows_of,
    table,
    without_empty,
)

MOST_ROWS = 40
SPARE_ROWS = 2
_ROW = re.compile(r"r(\d{1,2})_(?:da|en|id|strength|sectors|dated)")


class ListForm(PartForm):
    """One list of statements: a row that is emptied is taken away, spare rows wait for more."""

    name: ClassVar[str]
    words_key: ClassVar[str] = "text"
    one: ClassVar[Promise] = gettext_lazy("Punkt")

    def build(self) -> None:
        """Add a wording for each statement, and some spare ones."""
        standing = rows_of(self.stated.get(self.name))
        most = max(len(standing) + SPARE_ROWS, *(n + 1 for n in numbered(self.data, _ROW)), 1)
        self.rows = range(min(most, MOST_ROWS))
        for number in self.rows:
            row = standing[number] if number < len(standing) else {}
            # The id stays with its words when rows before it are taken away.
            identity = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
            self.add(f"r{number}_id", identity, row.get("id", ""))
            label = f"{self.one} {number + 1}"
            self.add_words(f"r{number}", label, table(row.get(self.words_key)), long=True)
            self.add_more(f"r{number}", row)

    def add_more(self, name: str, row: Stated) -> None:
        """Add what else a row of this list says."""

    def more(self, name: str) -> Stated:
        """Return what else a row of this list says."""
        del name
        return {}

    def more_fields(self, name: str) -> tuple[forms.BoundField, ...]:
        """Return the fields beside the words."""
        del name
        return ()

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        return [
            Group(
                f"{self.one} {number + 1}",
                tuple(
                    line
                    for line in (self.pair(f"r{number}"), self.more_fields(f"r{number}"))
                    if line
                ),
            )
            for number in self.rows
        ]

    @property
    def hidden(self) -> list[forms.BoundField]:
        """The fields that nobody sees."""
        return [self[f"r{number}_id"] for number in self.rows]

    def field_of(self, complaint: Complaint) -> str | None:
        """Return the words of the row that a complaint is about."""
        number = re.search(r"\[(\d+)\]", complaint.key)
        name = f"r{number[1] if number else 0}_da"
        return name if name in self.fields else None

    def change(self, draft: Stated) -> Stated:
        """Return the draft with this list."""
        standing = {str(one.get("id")): one for one in rows_of(draft.get(self.name))}
        taken: set[str] = set()
        rows = []
        for number in self.rows:
            name = f"r{number}"
            said = self.said(name)
            if said is None:
                continue
            identity = self._identity(name, said["en"], taken)
            taken.add(identity)
            new = {"id": identity, self.words_key: said, **self.more(name)}
            rows.append(self.row(standing.get(identity), new))
        return replaced(draft, **{self.name: rows})

    def row(self, old: Stated | None, new: Stated) -> Stated:
        """Return a row with its source."""
        return piece(old, new)

    def _identity(self, name: str, english: str, taken: set[str]) -> str:
        """Return the row's id: the one it had, or one made of its first English words."""
        had = self.cleaned_data[f"{name}_id"]
        made = "_".join(re.findall(r"[a-z0-9]+", english.lower())[:4]) or "one"
        wanted = had or made
        number = 2
        while wanted in taken:
            wanted, number = f"{had or made}_{number}", number + 1
        return str(wanted)


class UnsourcedListForm(ListForm):
    """A list whose rows name no source."""

    def row(self, old: Stated | None, new: Stated) -> Stated:
        """Return a row as it is."""
        del old
        return new


class ObligationsForm(ListForm):
    """What taking part asks of a municipality, and how firmly."""

    keys: ClassVar = ("obligations",)
    name: ClassVar = "obligations"

    def add_more(self, name: str, row: Stated) -> None:
        """Add how firm it is."""
        choices = [(one.value, words.STRENGTHS[one]) for one in Strength]
        self.add(
            f"{name}_strength",
            forms.ChoiceField(label=_("Hvor fast er det?"), choices=choices, required=False),
            row.get("strength", Strength.BINDING.value),
        )

    def more(self, name: str) -> Stated:
        """Return how firm it is."""
        return {"strength": self.cleaned_data[f"{name}_strength"] or Strength.BINDING.value}

    def more_fields(self, name: str) -> tuple[forms.BoundField, ...]:
        """Return the field for it."""
        return (self[f"{name}_strength"],)


class ContactsForm(UnsourcedListForm):
    """Whom to ask about what; the person is named when the edition runs."""

    keys: ClassVar = ("contact_roles",)
    name: ClassVar = "contact_roles"

    def add_more(self, name: str, row: Stated) -> None:
        """Add which sectors it is about."""
        choices = [(one, words.sector(one)) for one in SECTORS]
        self.add(
            f"{name}_sectors",
            forms.MultipleChoiceField(
                label=_("For hvilke områder?"),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
            list(row.get("sectors") or ()),
        )

    def more(self, name: str) -> Stated:
        """Return the sectors; none where none is chosen."""
        return without_empty(sectors=self.cleaned_data[f"{name}_sectors"])

    def more_fields(self, name: str) -> tuple[forms.BoundField, ...]:
        """Return the field for it."""
        return (self[f"{name}_sectors"],)


class SourcesForm(UnsourcedListForm):
    """The letters and news items that say it."""

    keys: ClassVar = ("sources",)
    name: ClassVar = "sources"
    words_key: ClassVar = "name"
    one: ClassVar = gettext_lazy("Kilde")

    def add_more(self, name: str, row: Stated) -> None:
        """Add its date."""
        self.add(f"{name}_dated", date_field(_("Dateret")), row.get("dated"))

    def more(self, name: str) -> Stated:
        """Return its date where there is one."""
        day: Any = self.cleaned_data[f"{name}_dated"]
        return without_empty(dated=day.isoformat() if day else None)

    def more_fields(self, name: str) -> tuple[forms.BoundField, ...]:
        """Return the field for it."""
        return (self[f"{name}_dated"],)


def list_form(list_name: str, base: type[ListForm] = ListForm) -> type[ListForm]:
    """Return the form of one list of plain statements."""
    return type(
        f"{list_name.title()}Form",
        (base,),
        {"name": list_name, "keys": (list_name,), "__doc__": f"The list of {list_name}."},
    )
