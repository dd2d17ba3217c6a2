"""Addresses of this room."""

from django.urls import path

from samspil.programmes.views import editions, organiser, registration

app_name = "programmes"
_ONE = "partnerskaber/<str:edition_id>/"
_DRAFT = f"{_ONE}tilmelding/<str:code>/"

urlpatterns = [
    path("partnerskaber/<str:edition_id>/versioner/", editions.edition, name="versions"),
    path("partnerskaber/", editions.editions, name="editions"),
    path(_ONE, editions.edition, name="edition"),
    path(f"{_ONE}tilmeldinger/", organiser.registrations, name="registrations"),
    path(f"{_ONE}tilmelding/", registration.start, name="start"),
    path(_DRAFT, registration.resume, name="resume"),
    path(f"{_DRAFT}omraader/", registration.sectors, name="sectors"),
    path(f"{_DRAFT}hold/<str:sector>/", registration.team, name="team"),
    path(f"{_DRAFT}tilvalg/", registration.extras, name="extras"),
    path(f"{_DRAFT}pris/", registration.price, name="price"),
    path(f"{_DRAFT}bekraeft/", registration.confirm, name="confirm"),
    path(f"{_DRAFT}kvittering/", registration.receipt, name="receipt"),
]
