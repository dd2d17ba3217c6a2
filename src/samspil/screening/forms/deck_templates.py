"""Bringing a template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from samspil.documents.checks import LARGEST
from samspil.documents.fields import NoCprField


class TemplateForm(forms.Form):
    """A name, who it is for, and the file. ``content`` are its bytes after ``is_valid``."""

    name = NoCprField(label=_("Navn på skabelonen"), max_length=80)
    edition = forms.ChoiceField(label=_("Til hvilket partnerskab?"), required=False)
    file = forms.FileField(
        label=_("Skabelonen som PowerPoint-fil"),
        help_text=_(
            "En .pptx eller .potx, højst 20 MB. Dias, der ligger i den, bliver ikke brugt."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pptx,.potx"}),
    )
    content: bytes = b""

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        editions: list[tuple[str, str]],
    ) -> None:
        super().__init__(data, files)
        field = self.fields["edition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, title or _("Alle partnerskaber")) for key, title in editions]
        if len(editions) == 1:
            field.widget = forms.HiddenInput()
            field.initial = editions[0][0]

    def clean(self) -> dict[str, Any]:
        """Read the file; a giant is never read whole."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if isinstance(upload, UploadedFile):
            self.content = upload.read(LARGEST + 1)
        return cleaned
