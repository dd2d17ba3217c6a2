"""Ask, answer, say what was used, offer, close, and choose how often to be written to."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from samspil.development import sentences
from samspil.development.forms.fields import day, lever, line, one_of, text
from samspil.development.selectors import AnswerRow, OfferRow, QuestionRow, SparringPlace
from samspil.development.values import Ask, Attached, Given, Tie
from samspil.documents.forms import DocumentForm

_AIM = "aim"
_PARTS = (
    (_AIM, _("Målet: hvad, hvor meget og for hvem")),
    ("question", _("Det, vi prøver")),
    ("prediction", _("Det, vi ventede")),
    ("what_happened", _("Det, der skete")),
)


class WordsForm(forms.Form):
    """The question itself, as it can be corrected."""

    trying = text(
        _("Hvad prøver I?"), _("Et par linjer, så de andre kan følge jer. Ikke navne."), rows=2
    )
    stuck = text(
        _("Hvad sidder I fast i?"), _("Ét spørgsmål. Det er det første, de andre læser."), rows=2
    )
    wanted = one_of(_("Hvad vil I gerne have tilbage?"), sentences.WANTED)
    by_when = day(_("Hvornår skal I bruge svaret?"), _("De spurgte mindes om det to dage før."))

    def clean_by_when(self) -> dt.date:
        """Ask for a day to come while the words still stand in the form."""
        chosen: dt.date = self.cleaned_data["by_when"]
        if chosen < timezone.localdate():
            raise forms.ValidationError(_("Vælg en dag, der ikke er gået."))
        return chosen


class AskForm(WordsForm):
    """A question, and to whom it goes, and what of the own work goes along."""

    team = forms.ChoiceField(label=_("For hvilket hold?"))
    lever = lever(_("Hvilket greb handler det om?"))
    audience = one_of(_("Hvem spørger I?"), sentences.AUDIENCES)
    tie = forms.ChoiceField(
        label=_("Hører det til noget, I er i gang med?"),
        required=False,
        help_text=_("De andre ser kun det, I krydser af nedenfor, og intet andet af processen."),
    )
    parts = forms.MultipleChoiceField(
        label=_("Hvad må følge med?"),
        required=False,
        choices=_PARTS,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("team", "stuck", "trying", "wanted", "by_when", "lever", "audience", "tie")

    def __init__(
        self,
        places: Sequence[SparringPlace],
        ties: Sequence[tuple[str, str]],
        group: Sequence[str],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self.fields["team"], places)
        _choices(self.fields["tie"], [("", _("Nej, det står for sig selv")), *ties])
        if not ties:
            del self.fields["tie"], self.fields["parts"]
        if group:
            names = {"names": ", ".join(group)}
            named = {"group": _("Vores sparringsgruppe: %(names)s") % names}
            _choices(self.fields["audience"], list((dict(sentences.AUDIENCES) | named).items()))

    def ask(self) -> Ask:
        """Return what was asked; call after ``is_valid``."""
        return ask_of(self.cleaned_data, self.cleaned_data["lever"])

    def tied(self) -> Tie | None:
        """Return what goes along: the process, perhaps one test of it, and the parts chosen."""
        chosen = self.cleaned_data.get("tie") or ""
        if not chosen:
            return None
        process, _dot, test = chosen.partition(".")
        parts = list(self.cleaned_data["parts"])
        if _AIM in parts:
            parts += sentences.AIM_PARTS
        return Tie(int(process), int(test) if test else None, tuple(parts))


def ask_of(stated: Mapping[str, Any], lever: int) -> Ask:
    """Return a question as stated in a form."""
    return Ask(stated["trying"], stated["stuck"], stated["wanted"], stated["by_when"], lever)


def words_of(row: QuestionRow) -> dict[str, object]:
    """Return a question as a form's first values."""
    return {name: getattr(row, name) for name in WordsForm.base_fields}


def offer_places(field: forms.Field, places: Sequence[SparringPlace]) -> None:
    """Let a field choose among places, none of them beforehand; a single one needs no choice.

    Asking for the wrong team would ask the wrong people.
    """
    named = [(one.value, one.label) for one in places]
    if len(places) == 1:
        _choices(field, named)
        field.initial = places[0].value
        field.widget = forms.HiddenInput()
    else:
        _choices(field, [("", _("Vælg et hold")), *named])
        field.error_messages["required"] = _("Vælg et hold.")


def _choices(field: forms.Field, choices: Sequence[tuple[object, object]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


_WEB = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)


class GivenForm(forms.Form):
    """An answer without a file, as short as one likes; the page of a personal link has this one."""

    text = text(
        _("Jeres svar"),
        _("To linjer er nok. Skriv om praksis, ikke om enkelte børn."),
        rows=5,
        required=False,
    )
    link = line(_("Et link"), _("Fx til en vejledning, I bruger."), longest=500, required=False)
    offered_time = line(
        _("Et tidspunkt, hvor I kan tale sammen"),
        _("Fx torsdage efter kl. 14, og hvordan man får fat i jer."),
        longest=200,
        required=False,
    )

    def clean_link(self) -> str:
        """Take addresses of the web alone."""
        link: str = self.cleaned_data["link"]
        if link and not _WEB.fullmatch(link):
            raise forms.ValidationError(_("Skriv hele adressen, fx https://www.eksempel.dk/side"))
        return link

    def clean(self) -> dict[str, Any]:
        """Ask for something: words, a link, a time or a file."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self._says_something(cleaned):
            self.add_error("text", _("Skriv et svar, et link eller et tidspunkt."))
        return cleaned

    def _says_something(self, cleaned: Mapping[str, Any]) -> bool:
        return any(cleaned.get(name) for name in GivenForm.base_fields)

    def given(self) -> Given:
        """Return what was said; call after ``is_valid``."""
        stated = self.cleaned_data
        return Given(stated["text"], stated["link"], stated["offered_time"])


class AnswerForm(GivenForm, DocumentForm):
    """An answer, perhaps with a file."""

    field_order = ("text", "link", "offered_time", "file", "confirmed_no_cpr")

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        mine: AnswerRow | None = None,
    ) -> None:
        super().__init__(data, files, initial=given_of(mine))
        self.fields["file"].required = False
        self._has_file = bool(mine and mine.file)

    def _says_something(self, cleaned: Mapping[str, Any]) -> bool:
        chosen = bool(cleaned.get("file")) or self._has_file
        return chosen or super()._says_something(cleaned)

    def attached(self) -> Attached | None:
        """Return the file; None without one."""
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return None
        upload.seek(0)
        return Attached(
            self.examined.name,
            upload.read(),
            confirmed_no_cpr=bool(self.cleaned_data.get("confirmed_no_cpr")),
        )


def given_of(answer: AnswerRow | None) -> dict[str, object]:
    """Return an answer as a form's first values."""
    return {name: getattr(answer, name) for name in GivenForm.base_fields} if answer else {}


class UsedForm(forms.Form):
    """What became of an answer at home."""

    used = one_of(_("Har I brugt det?"), sentences.USED)
    what = text(
        _("Hvad brugte I?"),
        _("Én sætning. Den går tilbage til dem, der svarede, som tak."),
        rows=2,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask what was used where something was."""
        cleaned = super().clean() or self.cleaned_data
        is_missing = not cleaned.get("what") and "what" not in self.errors
        if cleaned.get("used") in {"yes", "partly"} and is_missing:
            self.add_error("what", _("Skriv i én sætning, hvad I brugte."))
        return cleaned


class OfferForm(forms.Form):
    """Something one can show the others."""

    team = forms.ChoiceField(label=_("For hvilket hold?"))
    lever = lever(_("Hvilket greb handler det om?"))
    what = text(
        _("Hvad kan I vise de andre?"),
        _("Fx: Vi kan vise, hvordan vi holder dialogmøder, før nogen søger."),
        rows=2,
    )

    def __init__(
        self,
        places: Sequence[SparringPlace],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self.fields["team"], places)
        if not places:
            del self.fields["team"]


def offer_of(row: OfferRow) -> dict[str, object]:
    """Return an offer as a form's first values."""
    return {"lever": row.lever, "what": row.what}


class CloseForm(forms.Form):
    """The asker's last word."""

    last_word = text(
        _("Et sidste ord til dem, I spurgte"),
        _("Hvad tog I med jer? En tak er nok."),
        rows=2,
    )


class RhythmForm(forms.Form):
    """How often one wants to be written to at most."""

    rhythm = one_of(_("Hvor tit må vi skrive?"), sentences.RHYTHMS)
