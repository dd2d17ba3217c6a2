"""Choosing a file of figures, and saying what its columns are."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from samspil.figures import sentences
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Source
from samspil.figures.readers import RawTable, periods
from samspil.figures.readers.asking import members_of
from samspil.figures.readers.mapping import Columns, MappedFigure
from samspil.places.names import Names

LARGEST = 25 * 1024 * 1024
_MOST_MEMBERS = 60
_MOST_MEASURES = 80
_NEW = "+"


class FileForm(forms.Form):
    """One file of figures; after ``is_valid`` its bytes are ``content``."""

    file = forms.FileField(
        label=_("Fil med tal"),
        help_text=_(
            "CSV, JSON, JSON-stat eller XLSX, højst 25 MB. Formatet findes ud fra indholdet. Ingen "
            "oplysninger om enkelte børn."
        ),
        allow_empty_file=True,
    )
    content: bytes = b""

    def clean_file(self) -> "UploadedFile[bytes]":
        """Read the file; a giant is never read whole."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        self.content = upload.read(LARGEST + 1)
        if len(self.content) > LARGEST:
            raise forms.ValidationError(_("Filen er større end 25 MB. Del den, eller brug CSV."))
        if not self.content:
            raise forms.ValidationError(_("Filen er tom."))
        return upload


class ColumnsForm(forms.Form):
    """What each column of a table is; one choice for each column of numbers."""

    area = forms.ChoiceField(label=_("Hvilken kolonne er kommunen?"))
    time = forms.ChoiceField(label=_("Hvilken kolonne er perioden?"), required=False)
    period = forms.CharField(
        label=_("Hvis hele filen er om én periode: hvilken?"),
        help_text=_("Et årstal som 2024, et skoleår som 2024/2025 eller en måned som 2024M09."),
        max_length=12,
        required=False,
    )
    source = forms.ChoiceField(
        label=_("Hvor kommer tallene fra?"),
        help_text=_("Kilden vises ved hvert tal."),
    )
    publisher = forms.CharField(label=_("Ny kilde: udgiver"), max_length=80, required=False)
    table = forms.CharField(label=_("Ny kilde: tabel eller titel"), max_length=160, required=False)

    def __init__(self, *arguments: Any, raw: RawTable, names: Names, **words: Any) -> None:  # noqa: ANN401
        """Make the choices from the table, with what they look like chosen already."""
        super().__init__(*arguments, **words)
        self.raw = raw
        columns = [(name, name) for name in raw.variables]
        self._choices("area", columns, guess_area(raw, names))
        one = ("", _("ingen: hele filen er om én periode"))
        self._choices("time", [one, *columns], guess_time(raw))
        known = [(source.pk, str(source)) for source in Source.objects.order_by("publisher")]
        self._choices("source", [*known, (_NEW, _("en ny kilde; skriv den herunder"))], _NEW)
        self._add_measures()
        self._add_fixed()
        self.order_fields(["area", "time", "period", *self._measured(), *self._filtered()])

    def _choices(self, name: str, choices: list[Any], first: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        self.initial.setdefault(name, first)

    def _measured(self) -> list[str]:
        return [name for name in self.fields if name.startswith("measure")]

    def _filtered(self) -> list[str]:
        return [name for name in self.fields if name.startswith("fixed")]

    def _add_fixed(self) -> None:
        """Ask for a member of each other column, where there are few enough to choose among."""
        for place, name in enumerate(self.raw.variables):
            members = sorted(members_of(name, self.raw))
            is_taken = name in (*self.raw.measures, self.initial["area"], self.initial["time"])
            if is_taken or not 1 < len(members) <= _MOST_MEMBERS:
                continue
            self.fields[f"fixed{place}"] = forms.ChoiceField(
                label=_("Kun rækker, hvor %(column)s er") % {"column": name},
                choices=[("", _("alle"))] + [(member, member) for member in members if member],
                required=False,
            )

    def _add_measures(self) -> None:
        choices = [("", _("læs ikke kolonnen")), *indicator_choices()]
        for place, name in enumerate(self.raw.measures[:_MOST_MEASURES]):
            self.fields[f"measure{place}"] = forms.ChoiceField(
                label=_("Kolonnen %(column)s er") % {"column": name},
                choices=choices,
                required=False,
            )

    def show(self, columns: Columns) -> None:
        """Choose what was said before."""
        said: dict[str, str] = {
            "area": columns.area,
            "time": columns.time,
            "period": columns.period,
            "source": columns.source,
        }
        for place, name in enumerate(self.raw.variables):
            said[f"fixed{place}"] = columns.fixed.get(name, "")
        for figure in columns.figures:
            place = self.raw.measures.index(figure.measure)
            said[f"measure{place}"] = f"{figure.indicator}:{figure.breakdown}"
        self.initial.update(said)

    def clean(self) -> dict[str, Any]:
        """Check what depends on more than one choice."""
        said = super().clean() or self.cleaned_data
        if not said.get("time") and not periods.looks_like_one(said.get("period") or ""):
            self.add_error("period", _("Vælg en kolonne med perioden, eller skriv en periode."))
        if said.get("time") and said.get("time") == said.get("area"):
            self.add_error("time", _("Kommunen og perioden kan ikke være den samme kolonne."))
        if said.get("source") == _NEW and not (said.get("publisher") and said.get("table")):
            self.add_error("publisher", _("Skriv udgiver og tabel, eller vælg en kilde."))
        chosen = [said[name] for name in self._measured() if said.get(name)]
        if not chosen:
            self.add_error(None, _("Vælg en indikator til mindst én kolonne med tal."))
        for twice in {one for one in chosen if chosen.count(one) > 1}:
            told = _("To kolonner kan ikke være den samme indikator (%(name)s).")
            self.add_error(None, told % {"name": twice.rstrip(":")})
        return said

    @property
    def columns(self) -> Columns:
        """Return what was said; the form must be valid."""
        said = self.cleaned_data
        source = self.new_source
        return Columns(
            area=said["area"],
            time=said["time"],
            period="" if said["time"] else said["period"],
            fixed={
                name: said[f"fixed{place}"]
                for place, name in enumerate(self.raw.variables)
                if said.get(f"fixed{place}") and name not in (said["area"], said["time"])
            },
            figures=tuple(self._figures()),
            source=source.pk if source else said["source"],
        )

    def _figures(self) -> Iterator[MappedFigure]:
        for place, name in enumerate(self.raw.measures[:_MOST_MEASURES]):
            indicator, _colon, breakdown = self.cleaned_data[f"measure{place}"].partition(":")
            if indicator:
                yield MappedFigure(measure=name, indicator=indicator, breakdown=breakdown)

    @property
    def new_source(self) -> Source | None:
        """Return the source that was typed, not yet kept; None where one was chosen."""
        said = self.cleaned_data
        if said["source"] != _NEW:
            return None
        return Source(
            id=_source_id(said["publisher"], said["table"]),
            publisher=said["publisher"],
            table=said["table"],
            quality=Source.Quality.PUBLISHED,
            note="Uploaded from a file; the columns were named by hand.",
            collected=timezone.localdate(),
        )


def _source_id(publisher: str, table: str) -> str:
    """Return an id that is the same for the same publisher and table, and for no others."""
    name = f"{publisher} {table}"
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{slugify(name.casefold().translate(_ASCII))[:50].strip('-_') or 'kilde'}_{digest}"


_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def indicator_choices() -> list[tuple[str, str]]:
    """Return every indicator and part of one, in order of its short name."""
    found = []
    for name, definition in load_indicators().items():
        content = definition.content
        short = sentences.short(content)
        if not content.breakdowns:
            found.append((f"{name}:", short))
        found += [
            (f"{name}:{part.code}", f"{short}, {part.label.in_language(sentences.language())}")
            for part in content.breakdowns
        ]
    return sorted(found, key=lambda choice: choice[1].casefold())


def guess_area(raw: RawTable, names: Names) -> str:
    """Return the column in which most members are municipalities; an empty text if none is."""
    found: Mapping[str, float] = {
        name: _share(members_of(name, raw), lambda text: names.find(text) is not None)
        for name in raw.variables
    }
    best = max(found, key=lambda name: found[name], default="")
    return best if best and found[best] > 0.5 else ""


def guess_time(raw: RawTable) -> str:
    """Return the first column of which every member is a period."""
    return next(
        (
            name
            for name in raw.variables
            if _share(members_of(name, raw), periods.looks_like_one) == 1
        ),
        "",
    )


def _share(texts: Set[str], holds: Callable[[str], bool]) -> float:
    filled = [text for text in texts if text]
    return sum(1 for text in filled if holds(text)) / len(filled) if filled else 0.0
