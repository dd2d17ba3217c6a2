"""One small form for every act on the driver diagram."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from samspil.documents.fields import NoCprField

ACTS = ("add", "rename", "move", "link", "unlink", "up", "down", "remove", "undo")


def _number() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=1, max_value=2**62)


class DriverForm(forms.Form):
    """What is to be done (``act``) with which node; ``under`` empty means the aim."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    node = _number()
    seen = _number()
    under = _number()
    after = _number()
    leaving = _number()
    text = NoCprField(
        required=False,
        max_length=200,
        error_messages={"max_length": _("Højst 200 tegn. Gør det kortere, så det kan læses.")},
    )
    lever = forms.IntegerField(required=False, min_value=1, max_value=7)
    key = forms.CharField(required=False, validators=[RegexValidator(r"\A[A-Za-z0-9-]{8,40}\Z")])
    confirmed = forms.BooleanField(required=False)
