"""Addresses of this room."""

from django.urls import path

from samspil.programmes.views import editions, invitations, invited, organiser, registration

app_name = "programmes"
_ONE = "partnerskaber/<str:edition_id>/"
_DRAFT = f"{_ONE}tilmelding/<str:code>/"
_INVITE = f"{_ONE}invitation/"
_LINK = "invitation/<str:token>/"

urlpatterns = [
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
    path(_INVITE, invitations.invitations, name="invitations"),
    path(f"{_INVITE}hvem/", invitations.aim, name="invitation_aim"),
    path(f"{_INVITE}modtagere/", invitations.recipients, name="invitation_recipients"),
    path(f"{_INVITE}modtagere/skabelon.xlsx", invitations.template, name="invitation_template"),
    path(f"{_INVITE}brev/", invitations.letter, name="invitation_letter"),
    path(f"{_INVITE}brev/<str:language>.pdf", invitations.preview, name="invitation_preview"),
    path(f"{_INVITE}send/", invitations.send, name="invitation_send"),
    path(f"{_INVITE}stop/", invitations.stop, name="invitation_stop"),
    path(f"{_INVITE}<int:number>/", invitations.one, name="invitation"),
    path(f"{_INVITE}<int:number>/tag-tilbage/", invitations.take_back, name="invitation_take_back"),
    path(f"{_INVITE}<int:number>/brev.pdf", invitations.on_paper, name="invitation_on_paper"),
    path(_LINK, invited.invited, name="invited"),
    path(f"{_LINK}brev.pdf", invited.as_pdf, name="invited_pdf"),
    path(f"{_LINK}nej-tak/", invited.decline, name="invited_decline"),
    path(f"{_LINK}tilmeld/", invited.join, name="invited_join"),
]
