"""Forms of the invitation: the organiser's, and those behind a personal link."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.documents.fields import NoCprField
from samspil.programmes import words
from samspil.programmes.addressees import LARGEST, LONGEST_ADDRESS, LONGEST_NAME
from samspil.programmes.invitation_letter import Letter
from samspil.programmes.invitation_words import (
    LANGUAGES,
    LONGEST_BODY,
    LONGEST_SUBJECT,
    PLACEHOLDERS,
    unknown_fields,
)
from samspil.programmes.selectors import SelectionChoice
from samspil.programmes.services.invitations import MOST_DAYS, MOST_REMINDERS
from samspil.programmes.services.invited import LONGEST_REASON

EVERYBODY = "all"


class AimForm(forms.Form):
    """Whom the invitation is for, and when those who have not answered are reminded."""

    aim = forms.ChoiceField(
        label=gettext_lazy("Hvem er invitationen til?"), widget=forms.RadioSelect
    )
    remind_days = forms.CharField(
        label=gettext_lazy("Påmind så mange dage før fristen"),
        help_text=gettext_lazy(
            "Højst fem tal med komma imellem, for eksempel 14, 3. Tomt: ingen påmindelser. Kun de, "
            "der hverken er tilmeldt eller har svaret nej tak, får dem, og hver kun én gang."
        ),
        required=False,
        max_length=60,
    )

    def __init__(
        self,
        everybody: str,
        selections: Sequence[SelectionChoice],
        data: Mapping[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        aim: Any = self.fields["aim"]
        aim.choices = [(EVERYBODY, everybody)] + [(str(one.id), _named(one)) for one in selections]

    def clean_remind_days(self) -> list[int]:
        """Return the days as numbers."""
        parts = [part for part in re.split(r"[,;\s]+", self.cleaned_data["remind_days"]) if part]
        days = {int(part) for part in parts if part.isdecimal() and len(part) < 5}
        if len(days) < len(set(parts)) or not all(1 <= day <= MOST_DAYS for day in days):
            raise forms.ValidationError(
                _("Skriv hele tal mellem 1 og %(most)s med komma imellem, for eksempel 14, 3.")
                % {"most": MOST_DAYS}
            )
        if len(days) > MOST_REMINDERS:
            raise forms.ValidationError(_("Vælg højst %(most)s.") % {"most": MOST_REMINDERS})
        return sorted(days, reverse=True)

    @property
    def selection(self) -> int | None:
        """The frozen selection that was chosen, or None for all."""
        chosen = self.cleaned_data["aim"]
        return None if chosen == EVERYBODY else int(chosen)


def _named(one: SelectionChoice) -> str:
    return _(
        "De %(count)s kommuner i udvælgelsen %(name)s, version %(version)s, frosset %(day)s"
    ) % {
        "count": len(one.codes),
        "name": one.selection,
        "version": one.version,
        "day": words.short_day(one.frozen_at.date()),
    }


class AddresseesForm(forms.Form):
    """A list of recipients, pasted or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Indsæt listen"),
        help_text=gettext_lazy(
            "Én linje til hver, med overskrift: Kommune, Titel, E-mail, og hvis I vil Navn og "
            "Sprog. Kopiér direkte fra et regneark, eller skriv med semikolon imellem."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=400_000,
    )
    file = forms.FileField(
        label=gettext_lazy("Eller vælg en fil"),
        help_text=gettext_lazy("XLSX eller CSV, højst 2 MB."),
        required=False,
        allow_empty_file=True,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        found = super().clean() or {}
        if self.errors:
            return found
        if bool(found.get("file")) is bool(self._pasted(found)):
            self.add_error("text", _("Indsæt en liste, eller vælg en fil; kun én af delene."))
        return found

    def _pasted(self, found: Mapping[str, Any]) -> str:
        """Return what was pasted, where it is more than the heading we put there ourselves."""
        text = str(found.get("text") or "").strip()
        return text if "\n" in text or not found.get("file") else ""

    @property
    def content(self) -> bytes:
        """The bytes of the list. Of a file a byte too many is enough to know that it is large."""
        upload = self.cleaned_data.get("file")
        if isinstance(upload, UploadedFile):
            return bytes(upload.read(LARGEST + 1))
        return str(self.cleaned_data["text"]).encode()


class LetterForm(forms.Form):
    """The letter in both languages."""

    subject_da = NoCprField(label=gettext_lazy("Emne på dansk"), max_length=LONGEST_SUBJECT)
    body_da = NoCprField(
        label=gettext_lazy("Brev på dansk"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    subject_en = NoCprField(label=gettext_lazy("Emne på engelsk"), max_length=LONGEST_SUBJECT)
    body_en = NoCprField(
        label=gettext_lazy("Brev på engelsk"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "en"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse braces around anything that would not be replaced."""
        found = super().clean() or {}
        for language in LANGUAGES:
            for part in ("subject", "body"):
                field = f"{part}_{language}"
                for word in unknown_fields(str(found.get(field, "")), language):
                    self.add_error(field, _unknown(word, language))
        return found

    @property
    def letters(self) -> dict[str, Letter]:
        """The letters by language."""
        text = self.cleaned_data
        return {one: Letter(text[f"subject_{one}"], text[f"body_{one}"]) for one in LANGUAGES}


def _unknown(word: str, language: str) -> str:
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS[language])
    return _("Vi kender ikke {%(word)s}. I kan bruge %(known)s.") % {"word": word, "known": known}


class DeclineForm(forms.Form):
    """A no, with its reason."""

    reason = NoCprField(
        label=gettext_lazy("Hvorfor ikke?"),
        help_text=gettext_lazy(
            "En sætning er nok. Arrangøren læser den. Skriv ikke om enkelte børn."
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv kort, hvorfor I ikke deltager.")},
    )


class JoinForm(forms.Form):
    """Who comes to register."""

    name = NoCprField(
        label=gettext_lazy("Jeres navn"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Skriv jeres navn.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Jeres arbejdsmail"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Skriv jeres arbejdsmail."),
            "invalid": gettext_lazy("Skriv adressen som navn@kommune.dk."),
        },
    )
