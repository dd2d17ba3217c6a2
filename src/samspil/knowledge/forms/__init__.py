"""Every form of this room."""

from samspil.knowledge.forms.searching import SearchForm
from samspil.knowledge.forms.writing import CaseForm, ConsentForm, PublishForm

__all__ = ["CaseForm", "ConsentForm", "PublishForm", "SearchForm"]
