"""Forms of measures: begin one, write a point in fifteen seconds, begin a phase."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.development.forms.fields import day, line
from samspil.development.measuring import words
from samspil.development.measuring.complaints import words as complaint
from samspil.development.measuring.pasted import LONGEST_NOTE
from samspil.development.measuring.public import PublicChoice
from samspil.development.measuring.rows import MeasureView, WatchRow
from samspil.development.services.points import plain
from samspil.development.values import MeasurePlan, Stated
from samspil.documents.fields import NoCprField
from samspil.figures.readers import written


class NumberField(forms.Field):
    """A number as a Dane writes it; None where nothing stands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # noqa: ANN401 - as Django has it
        """Return the number; raises ValidationError for what cannot be read as one."""
        text = str(value or "").strip()
        if not text:
            return None
        found = written.number(text)
        if found is None:
            raise forms.ValidationError(complaint("no_number"), code="no_number")
        return Decimal(repr(found))


class MeasureForm(forms.Form):
    """What is measured, and how; only what it takes to begin must be there."""

    name = line(_("Hvad kalder I målingen?"), _("Kort, fx Uforstyrrede timer."), longest=120)
    kind = forms.ChoiceField(
        label=_("Hvilken slags måling er det?"),
        choices=tuple((kind, name) for kind, name in words.KINDS.items()),
        widget=forms.RadioSelect,
        help_text=_(
            "Resultatmåling: ændrer det sig, I vil ændre? Arbejdsmåling: bliver det nye gjort? "
            "Balancemåling: bliver noget andet dårligere imens?"
        ),
        error_messages={"required": _("Vælg et svar her.")},
    )
    counted = line(
        _("Hvad tæller eller måler I?"),
        _("Fx dansktimer uden afbrydelse. Aldrig noget om et enkelt barn."),
        longest=300,
    )
    of = line(
        _("Ud af hvad?"), _("Fx alle dansktimer i 2. klasse. Lad stå tomt, hvis I bare tæller."),
        longest=300, required=False,
    )  # fmt: skip
    shape = forms.ChoiceField(label=_("Hvad er tallet?"), choices=tuple(words.SHAPES.items()))
    unit = line(
        _("Enhed"), _("Fx timer, møder eller dage. Ikke nødvendig ved procent."),
        longest=40, required=False,
    )  # fmt: skip
    of_people = forms.BooleanField(
        label=_(
            "Vi tæller personer: børn, forældre eller ansatte. Så ser kun I målepunkter om færre "
            "end fem."
        ),
        required=False,
        initial=True,
    )
    frequency = forms.ChoiceField(
        label=_("Hvor tit måler I?"),
        choices=tuple(words.FREQUENCIES.items()),
        initial="weekly",
        help_text=_("Jo tiere, jo før kan I se, om noget ændrer sig. Der skal tolv til grænser."),
    )
    direction = forms.ChoiceField(
        label=_("Hvad er bedre?"),
        choices=tuple(words.DIRECTIONS.items()),
        initial="neutral",
        help_text=_("Færre børn i specialtilbud er ikke bedre i sig selv: vælg ingen af delene."),
    )
    target = NumberField(
        label=_("Hvilken målværdi vil I nå?"), help_text=_("Ét tal."), required=False
    )
    definition = NoCprField(
        label=_("Hvordan gør I helt præcist?"),
        help_text=_("Så en ny kollega ville tælle det samme: hvem, hvornår, hvad tæller med."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    collects = line(_("Hvem samler tallene?"), _("En rolle, fx læreren."), longest=120,
                    required=False)  # fmt: skip
    source = forms.ChoiceField(
        label=_("Hvor kommer tallene fra?"),
        choices=(("hand", words.SOURCES["hand"]), ("pasted", words.SOURCES["pasted"])),
        widget=forms.RadioSelect,
        initial="hand",
    )

    def plan(self) -> MeasurePlan:
        """Return what was stated; call after ``is_valid``."""
        return MeasurePlan(**self.cleaned_data)


def measure_values(view: MeasureView) -> dict[str, object]:
    """Return a measure as a form's first values."""
    given = {name: getattr(view, name) for name in MeasureForm.base_fields}
    given["unit"] = "" if view.shape == "share" else view.unit
    given["target"] = "" if view.target is None else plain(view.target)
    return given


class IndicatorForm(forms.Form):
    """A measure that is read from the figures room."""

    indicator = forms.ChoiceField(
        label=_("Hvilket tal?"),
        help_text=_("De tal, Samspil har om jeres kommune. De læses, hver gang siden åbnes."),
    )
    name = line(_("Hvad kalder I målingen?"), _("Kort, med jeres egne ord."), longest=120)
    kind = forms.ChoiceField(
        label=_("Hvilken slags måling er det?"),
        choices=tuple(words.KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar her.")},
    )
    target = NumberField(
        label=_("Hvilken målværdi vil I nå?"), help_text=_("Ét tal."), required=False
    )

    def __init__(self, choices: Sequence[PublicChoice], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.names = {one.value: one.label for one in choices}
        field = self.fields["indicator"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.value, one.label) for one in choices]

    def plan(self) -> MeasurePlan:
        """Return what was stated; call after ``is_valid``."""
        stated = self.cleaned_data
        indicator, _mark, part = stated["indicator"].partition("|")
        return MeasurePlan(
            name=stated["name"],
            counted=self.names[stated["indicator"]],
            kind=stated["kind"],
            shape="other",
            frequency="yearly",
            target=stated["target"],
            source="indicator",
            indicator=indicator,
            part=part,
        )


class PointForm(forms.Form):
    """One measurement. Counts go first where the measure is of something out of something."""

    when = day(_("Hvornår?"), _("En dag i den tid, tallet gælder."), any_year=True)
    numerator = NumberField(required=False)
    denominator = NumberField(required=False)
    value = NumberField(required=False)
    note = line(_("Note"), _("Det, en læser skal vide. Skriv aldrig om et enkelt barn."),
                longest=LONGEST_NOTE, required=False)  # fmt: skip

    def __init__(self, view: MeasureView, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.asks_counts = bool(view.of)
        value, top = self.fields["value"], self.fields["numerator"]
        bottom = self.fields["denominator"]
        value.label, top.label, bottom.label = _("Tallet"), _("Tæller"), _("Nævner")
        value.help_text, top.help_text = view.unit, view.counted
        bottom.help_text = view.of or _("Ud af hvor mange?")
        if self.asks_counts:
            value.label = _("Eller tallet alene")

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is asked at once."""
        names = ["when", "numerator", "denominator"] if self.asks_counts else ["when", "value"]
        return [self[name] for name in names]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What can be unfolded."""
        shown = {field.name for field in self.first_fields}
        return [self[name] for name in self.fields if name not in shown]

    def stated(self) -> Stated:
        """Return what was stated; call after ``is_valid``."""
        given = self.cleaned_data
        return Stated(
            given["when"], given["value"], given["numerator"], given["denominator"], given["note"]
        )


class PhaseForm(forms.Form):
    """Where the lines begin anew, why, and when that was decided."""

    begins = forms.ChoiceField(
        label=_("Hvor begynder fasen?"), help_text=_("Det første målepunkt, der hører til det nye.")
    )
    reason = line(
        _("Hvorfor?"),
        _("Det, I har gjort anderledes, og som bliver ved. Fx: to voksne er blevet fast praksis."),
        longest=300,
    )
    decided_on = day(_("Hvornår er det besluttet?"), _("Jeres navn sættes på, når I gemmer."))

    def __init__(self, view: MeasureView, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["begins"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(p.when.isoformat(), p.label) for p in reversed(view.measured[1:])]


class BackForm(forms.Form):
    """Why a phase is taken back."""

    because = line(_("Hvorfor?"), _("Et par ord er nok."), longest=300)


class WatchForm(forms.Form):
    """Which tests of change are followed on a measure."""

    tests = forms.TypedMultipleChoiceField(
        label=_("Hvilke prøver følger I på denne måling?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, choices: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["tests"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


def watch_values(tests: Sequence[WatchRow]) -> dict[str, object]:
    """Return the tests that are followed as a form's first values."""
    return {"tests": [test.id for test in tests]}
