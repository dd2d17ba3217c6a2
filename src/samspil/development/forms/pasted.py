"""The form on which many measurements are pasted, or a spreadsheet is chosen."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.development.measuring.pasted import MOST_LETTERS
from samspil.figures.readers.text import guessed

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes of a spreadsheet: far more than two thousand rows."""


class PasteForm(forms.Form):
    """A block from a spreadsheet, or the spreadsheet; nothing is kept before it has been seen."""

    text = forms.CharField(
        label=_("Rækkerne fra regnearket"),
        required=False,
        strip=False,
        # No maxlength in the browser: it would cut a long block without a word.
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Eller vælg en fil"),
        required=False,
        help_text=_("CSV eller Excel (.xlsx). Den læses og gemmes ikke."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Refuse a block that is too large to be read, and say so."""
        text: str = self.cleaned_data["text"].replace("\x00", "")
        if len(text) > MOST_LETTERS:
            raise forms.ValidationError(
                _("Højst 100.000 tegn ad gangen. Det svarer til nogle tusind rækker: del dem i "
                  "flere, eller slå dem sammen til uger.")
            )  # fmt: skip
        return text

    def clean(self) -> dict[str, Any]:
        """Let a file stand for the text; one of the two must be there."""
        given = super().clean() or {}
        upload = given.get("file")
        if upload is not None and "file" not in self.errors:
            given["text"] = self._from_file(upload.read(LARGEST_FILE + 1), upload.name or "")
        if not self.errors and not (given.get("text") or "").strip():
            self.add_error("text", _("Indsæt mindst én række, eller vælg en fil."))
        return given

    def _from_file(self, content: bytes, name: str) -> str:
        """Return a file's rows as they would be pasted."""
        from samspil.figures.readers import Unreadable, xlsx

        if len(content) > LARGEST_FILE:
            self.add_error("file", _("Filen fylder over 5 MB. Gem kun det ark, tallene står på."))
            return ""
        if not xlsx.recognises(content):
            if b"\x00" in content[:10_000] or content[:4] in (b"PK\x03\x04", b"%PDF"):
                self.add_error("file", _("Vælg en CSV-fil eller en Excel-fil (.xlsx)."))
                return ""
            return guessed(content)
        try:
            rows = xlsx.lines(content)
        except Unreadable:
            self.add_error(
                "file", _("%(name)s er beskadiget. Åbn den, gem den igen, og vælg den på ny.")
                % {"name": name[:80]},
            )  # fmt: skip
            return ""
        return "\n".join("\t".join(cell.replace("\t", " ") for cell in cells) for _n, cells in rows)


def digest(text: str, standing: Mapping[dt.date, str]) -> str:
    """Return what was shown as one word: the block, and what stood when it was read."""
    seen = "\n".join(f"{day}={value}" for day, value in sorted(standing.items()))
    return hashlib.sha256(f"{text}\n\n{seen}".replace("\r\n", "\n").encode()).hexdigest()
