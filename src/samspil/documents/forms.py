"""Choosing a file; any room's page can use the form."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samspil.documents.checks import LARGEST, Examined, RefusedError, examine


class DocumentForm(forms.Form):
    """One file, checked by its content. After ``is_valid`` the checked file is ``examined``."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_(
            "PDF, Word, Excel, PowerPoint, billede, tekst eller CSV, højst 20 MB. Filen må ikke "
            "indeholde CPR-numre eller oplysninger om enkelte børn."
        ),
        allow_empty_file=True,
    )
    confirmed_no_cpr = forms.BooleanField(
        label=_("Jeg har set efter: der er ingen CPR-numre i filen"), required=False
    )
    examined: Examined

    def clean(self) -> dict[str, Any]:
        """Examine the file; what is wrong is said beside it."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if isinstance(upload, UploadedFile):
            self._examine(upload, confirmed_no_cpr=bool(cleaned.get("confirmed_no_cpr")))
        return cleaned

    def _examine(self, upload: "UploadedFile[bytes]", *, confirmed_no_cpr: bool) -> None:
        # A byte more than allowed is enough to know; a giant is never read whole.
        content = upload.read(LARGEST + 1)
        try:
            self.examined = examine(upload.name or "", content, confirmed_no_cpr=confirmed_no_cpr)
        except RefusedError as refusal:
            self.add_error("file", forms.ValidationError(refusal.sentence, code=refusal.code))
