"""A definition file that an organiser brings."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samspil.screening.services.instruments import LARGEST_FILE


class InstrumentForm(forms.Form):
    """One TOML file. After ``is_valid`` its ``name`` and ``content`` are here."""

    file = forms.FileField(
        label=_("Definitionsfil"),
        help_text=_(
            "En .toml-fil i samme format som vores, højst 1 MB. Filens navn bliver redskabets id."
        ),
    )
    name = ""
    content = b""

    def clean(self) -> dict[str, Any]:
        """Read the file, a byte more than allowed at most."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if isinstance(upload, UploadedFile):
            self.name = upload.name or ""
            self.content = upload.read(LARGEST_FILE + 1)
            if not self.name.endswith(".toml"):
                self.add_error("file", _("Filen skal hedde noget, der ender på .toml."))
        return cleaned
