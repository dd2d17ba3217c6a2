"""A person at one municipality's registration in one edition: what its pages are made from."""

from dataclasses import dataclass

from django.urls import reverse

from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors
from samspil.programmes.selectors import EditionView, RegistrationView
from samspil.programmes.wishes import Wish


@dataclass(frozen=True)
class Visit:
    """Who is here, where, and how far the registration is."""

    viewer: Viewer
    edition: EditionView
    code: str
    municipality: str
    is_example: bool
    registration: RegistrationView | None

    @property
    def wish(self) -> Wish:
        """The draft as it stands; empty where none is begun."""
        return Wish() if self.registration is None else self.registration.wish

    @property
    def terms(self) -> EditionView:
        """The edition as it was when the registration was confirmed; as it is before that."""
        confirmed = self.registration.confirmation if self.registration else None
        if confirmed is None or confirmed.terms == self.edition.version:
            return self.edition
        return selectors.edition(self.edition.id, version=confirmed.terms) or self.edition

    @property
    def terms_number(self) -> int | None:
        """The number of the version whose terms hold, where it was published in the product."""
        wanted = self.terms.version
        rows = selectors.versions(self.edition.id)
        return next((row.number for row in rows if row.version == wanted), None)

    @property
    def may_confirm(self) -> bool:
        """Whether this person can bind the municipality."""
        return rules.may_confirm(self.viewer, self.code, self.edition.id)

    @property
    def may_help(self) -> bool:
        """Whether this person writes for somebody on the telephone, being no chief there."""
        return not self.may_confirm and rules.may_help(self.viewer, self.edition.id)

    def address(self, page: str, sector: str = "") -> str:
        """Return the address of one of this registration's pages, such as ``receipt``."""
        place = {"edition_id": self.edition.id, "code": self.code}
        return reverse(f"programmes:{page}", kwargs=place | ({"sector": sector} if sector else {}))
