"""Sources, and what they say on a question."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField
from samspil.documents.forms import DocumentForm as UploadForm
from samspil.screening import sentences
from samspil.screening.forms.screening import MOST_LETTERS
from samspil.screening.instrument import LEVELS, Instrument
from samspil.screening.selectors import EvidenceRow


def _day(label: Any) -> forms.DateField:  # noqa: ANN401 - words, told or still to be translated
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class DocumentForm(UploadForm):
    """A document: a file, or where it is to be found."""

    title = NoCprField(label=_("Hvad hedder dokumentet?"), max_length=200, required=False)
    where = NoCprField(
        label=_("Hvor findes det?"),
        help_text=_("En adresse på nettet, et journalnummer eller et sidetal."),
        max_length=300,
        required=False,
    )
    field_order = ("title", "where", "file", "confirmed_no_cpr")

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
    ) -> None:
        super().__init__(data, files, prefix="dokument")
        self.fields["file"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for a name or a file."""
        cleaned = super().clean()
        if not cleaned.get("file") and not cleaned.get("title") and not self.errors:
            self.add_error("title", _("Skriv, hvad dokumentet hedder, eller vælg en fil."))
        return cleaned

    @property
    def name(self) -> str:
        """What the file is called; empty without one."""
        return self.examined.name if self._has_file else ""

    @property
    def content(self) -> bytes:
        """The file's bytes; none without one."""
        return self.examined.content if self._has_file else b""

    @property
    def _has_file(self) -> bool:
        return hasattr(self, "examined")


class InterviewForm(forms.Form):
    """A talk in a role, as one's own notes."""

    role = forms.ChoiceField(label=_("Hvilken rolle?"), help_text=_("En rolle, aldrig et navn."))
    held_on = _day(_("Hvornår?"))
    note = NoCprField(
        label=_("Egne noter"),
        help_text=_("Læses kun af jer, der laver foranalysen. Skriv ikke navne."),
        required=False,
        max_length=4 * MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None = None, *, instrument: Instrument) -> None:
        super().__init__(data, prefix="interview")
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.id, sentences.say(one.name)) for one in instrument.informants]


class WorkshopForm(forms.Form):
    """A workshop that was held without the projector page."""

    title = NoCprField(label=_("Hvad gjorde I?"), max_length=200)
    held_on = _day(_("Hvornår?"))
    note = NoCprField(
        label=_("Egne noter"),
        help_text=_("Læses kun af jer, der laver foranalysen."),
        required=False,
        max_length=4 * MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="workshop")


class ChangeForm(forms.Form):
    """A source written anew; what it is and whose role it has stays."""

    title = NoCprField(label=_("Hvad hedder det?"), max_length=200)
    where = NoCprField(label=_("Hvor findes det?"), max_length=300, required=False)
    held_on = _day(_("Hvornår?"))
    note = NoCprField(
        label=_("Egne noter"),
        help_text=_("Læses kun af jer, der laver foranalysen."),
        required=False,
        max_length=4 * MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: QueryDict | None = None, *, source: EvidenceRow) -> None:
        initial = {name: getattr(source, name) for name in ("title", "where", "held_on", "note")}
        super().__init__(data, initial=initial)
        if source.kind == "interview":
            del self.fields["title"], self.fields["where"]
        elif source.kind == "workshop":
            del self.fields["where"]
        else:
            del self.fields["held_on"]


class UseForm(forms.Form):
    """What a source says on one question."""

    evidence = forms.TypedChoiceField(label=_("Kilde"), coerce=int)
    text = NoCprField(
        label=_("Citat eller pointe"),
        help_text=_("Kan læses af kommunens egne folk og komme med i rapporten. Skriv ikke navne."),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    level = forms.TypedChoiceField(
        label=_("Interview: hvor vil den adspurgte selv placere jer?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((str(n), str(n)) for n in range(1, LEVELS + 1))],
    )

    def __init__(
        self, data: QueryDict | None = None, *, question: str, sources: Sequence[EvidenceRow]
    ) -> None:
        super().__init__(data, prefix=f"grundlag{question.replace('.', '-')}")
        self.sources = {source.id: source for source in sources}
        field = self.fields["evidence"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(source.id, f"{source.kind_name}: {source.title}") for source in sources]

    def clean(self) -> dict[str, Any]:
        """Only a talk has a level of its own."""
        cleaned = super().clean() or {}
        source = self.sources.get(cleaned.get("evidence", 0))
        if source is not None and cleaned.get("level") and source.kind != "interview":
            self.add_error("level", _("Kun et interview har et trin. Lad feltet stå tomt."))
        return cleaned
