"""Forms of a municipality's own figures. What is right and wrong is decided by ``own_entries``."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.figures import sentences
from samspil.figures.indicators import Indicator
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Entry, Key
from samspil.figures.readers import pasted, written
from samspil.figures.sentences import own as own_sentences
from samspil.places.models import Institution

_CONFIRM = gettext_lazy("Ja, tallet er rigtigt")
_VOUCH = gettext_lazy(
    "Vi har set efter: der er mindst fem børn bag tallet, og mindst fem, det ikke gælder"
)
_SOURCE_HELP = gettext_lazy(
    "Hvor kommer tallet fra, hvem har talt, og hvornår? Fx: elevsystemet, talt af økonomi den "
    "5. oktober 2026."
)
_NOTE_HELP = gettext_lazy("Det, en læser skal vide. Skriv aldrig om et enkelt barn.")
_NUMBERS = ("numerator", "denominator", "value")


class _NumberField(forms.Field):
    """A number as a Dane writes it; None where nothing stands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> float | None:  # noqa: ANN401 - as Django has it
        """Return the number; raises ValidationError for what cannot be read as one."""
        text = str(value or "").strip()
        if not text:
            return None
        found = written.number(text)
        if found is None:
            raise forms.ValidationError(_("Skriv et tal, fx 1.234,5 eller 7,3 %."))
        return found


class FigureForm(forms.Form):
    """One figure of one indicator. ``seen`` is the figure that stood when the page was made."""

    breakdown = forms.ChoiceField(label=gettext_lazy("Hvilken del?"), required=False)
    institution = forms.ChoiceField(label=gettext_lazy("Hvilken skole?"), required=False)
    period = forms.CharField(label=gettext_lazy("Hvilken periode?"), max_length=30)
    state = forms.ChoiceField(
        label=gettext_lazy("Hvad ved I?"), initial="value", widget=forms.RadioSelect
    )
    numerator = _NumberField(label=gettext_lazy("Tæller"), required=False)
    denominator = _NumberField(label=gettext_lazy("Nævner"), required=False)
    value = _NumberField(required=False)
    vouched = forms.BooleanField(label=_VOUCH, required=False)
    source = NoCprField(
        label=gettext_lazy("Kilde"),
        help_text=_SOURCE_HELP,
        max_length=own_entries.LONGEST_SOURCE,
        error_messages={
            "required": gettext_lazy(
                "Skriv, hvor tallet kommer fra, hvem der har talt, og hvornår."
            )
        },
    )
    note = NoCprField(
        label=gettext_lazy("Note"),
        help_text=_NOTE_HELP,
        required=False,
        max_length=own_entries.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    confirmed = forms.BooleanField(label=_CONFIRM, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        name: str,
        content: Indicator,
        schools: Sequence[Institution],
        data: QueryDict | None = None,
        *,
        key: Key | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.name, self.content, self.key = name, content, key
        self.schools = {school.pk: school.name for school in schools}
        self._fit_key()
        self._fit_numbers()
        if data is None or "confirmed" not in data:
            self.confirmed_field = self.fields.pop("confirmed")

    def _fit_key(self) -> None:
        """Ask only for what the indicator has; a figure that is corrected keeps its key."""
        content = self.content
        if self.key is not None or not content.breakdowns:
            del self.fields["breakdown"]
        else:
            labels = [(p.code, p.label.in_language(sentences.language()))
                      for p in content.breakdowns]  # fmt: skip
            _choose(self.fields["breakdown"], [("", _("Hele tallet")), *labels])
        if self.key is not None or not self.schools or not own_entries.is_at_schools(content):
            del self.fields["institution"]
        else:
            whole = ("", _("Hele kommunen"))
            _choose(self.fields["institution"], [whole, *self.schools.items()])
        if self.key is not None:
            del self.fields["period"]
        else:
            example = own_entries.period_example(content)
            self.fields["period"].help_text = _("Fx %(example)s.") % {"example": example}

    def _fit_numbers(self) -> None:
        content, language = self.content, sentences.language()
        _choose(self.fields["state"], [
            ("value", _("Vi har tallet")),
            ("suppressed", _("Der er så få børn, at tallet ikke skal vises")),
            ("not_applicable", _("Det findes ikke hos os")),
        ])  # fmt: skip
        value = self.fields["value"]
        value.label = _("Tallet i %(unit)s") % {"unit": sentences.unit(content)}
        if not own_entries.is_counted(content):
            del self.fields["numerator"], self.fields["denominator"]
            value.help_text = content.numerator.in_language(language)
        else:
            self.fields["numerator"].help_text = content.numerator.in_language(language)
            if content.denominator is not None:
                words = content.denominator.in_language(language)
                self.fields["denominator"].help_text = words
            value.help_text = _("Kun hvis I ikke kan skrive tæller og nævner.")
        if not own_entries.is_share(content):
            del self.fields["vouched"]

    def clean(self) -> dict[str, Any]:
        """Hold the entry against its definition; each complaint stands at its field."""
        given = super().clean() or {}
        if self.errors:
            return given
        entry = self._entry(given)
        self.entry = entry
        vouched = bool(given.get("vouched"))
        institutions = set(self.schools) | ({entry.key.institution} - {""} if self.key else set())
        for problem in own_entries.flaws(entry, institutions=institutions, vouched=vouched):
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, own_sentences.flaw(problem, self.content))
        return given

    def _entry(self, given: Mapping[str, Any]) -> Entry:
        return Entry(
            key=self.key or self._key(given),
            state=given["state"],
            value=given.get("value"),
            numerator=given.get("numerator"),
            denominator=given.get("denominator"),
            source=given["source"],
            note=given["note"],
        )

    def _key(self, given: Mapping[str, Any]) -> Key:
        period = written.period(given["period"], self.content.period)
        part, school = given.get("breakdown", ""), given.get("institution", "")
        return Key(self.name, period or given["period"], part, school)

    def ask(self, questions: Sequence[str]) -> None:
        """Ask what looks wrong, with a box to tick beside the questions."""
        self.fields.setdefault("confirmed", self.confirmed_field)
        self.cleaned_data.setdefault("confirmed", False)
        for question in questions:
            self.add_error("confirmed", question)

    def show_again(self, standing: int | None, words: str) -> None:
        """Tell what stands now; pressing again is about that."""
        typed = {name: self.data.get(name) for name in self.data}
        self.data = {**typed, "seen": "" if standing is None else str(standing)}
        self.add_error(None, words)


def _choose(field: forms.Field, choices: Sequence[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def initial_of(entry: Entry, figure: int) -> dict[str, Any]:
    """Return a figure that stands as a form's first values."""
    numbers = {name: _typed(getattr(entry, name)) for name in _NUMBERS}
    return {
        **numbers,
        "state": entry.state,
        "source": entry.source,
        "note": entry.note,
        "seen": figure,
    }


def _typed(number: float | None) -> str:
    """Return a number as it would be typed, to the last digit."""
    if number is None:
        return ""
    return f"{number:.10f}".rstrip("0").rstrip(".").replace(".", ",")


class PasteForm(forms.Form):
    """A block from a spreadsheet; nothing is kept before it has been seen line by line."""

    text = forms.CharField(
        label=gettext_lazy("Rækkerne fra regnearket"),
        max_length=pasted.MOST_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Indsæt mindst én række.")},
    )
    source = NoCprField(
        label=gettext_lazy("Kilde til de rækker, der ikke selv har en"),
        help_text=_SOURCE_HELP,
        required=False,
        max_length=own_entries.LONGEST_SOURCE,
    )
    leave_out = forms.BooleanField(
        label=gettext_lazy("Udelad de rækker, der er noget galt med"), required=False
    )
    vouched = forms.BooleanField(
        label=gettext_lazy(
            "For andele uden tæller og nævner har vi set efter: der er mindst fem børn bag tallet, "
            "og mindst fem, det ikke gælder"
        ),
        required=False,
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("Ja, også de tal, der spørges til, er rigtige"), required=False
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Note what the form is about, so that what is saved is what was shown."""
        given = super().clean() or {}
        words = f"{given.get('text', '')}\0{given.get('source', '')}"
        self.digest = hashlib.sha256(words.encode()).hexdigest()[:32]
        return given


class WithdrawForm(forms.Form):
    """Why a figure is taken away."""

    reason = NoCprField(
        label=gettext_lazy("Hvorfor?"),
        help_text=gettext_lazy("Fx at der er talt forkert. Skriv aldrig om et enkelt barn."),
        max_length=own_entries.LONGEST_REASON,
        error_messages={"required": gettext_lazy("Skriv, hvorfor tallet trækkes tilbage.")},
    )
