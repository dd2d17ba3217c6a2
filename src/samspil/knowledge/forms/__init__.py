"""Every form of this room."""

from samspil.knowledge.forms.consenting import (
    ChangeConsentForm,
    ConsentForm,
    PublishForm,
    SendBackForm,
    WiderForm,
)
from samspil.knowledge.forms.files import CaseFileForm, TakeOverForm
from samspil.knowledge.forms.searching import SearchForm
from samspil.knowledge.forms.writing import BeginForm, CaseForm

__all__ = [
    "BeginForm",
    "CaseFileForm",
    "CaseForm",
    "ChangeConsentForm",
    "ConsentForm",
    "PublishForm",
    "SearchForm",
    "SendBackForm",
    "TakeOverForm",
    "WiderForm",
]
