"""Addresses of this room."""

from django.urls import path

from samspil.evaluation import views

app_name = "evaluation"
_EDITION = "evaluering/<str:edition>/"
_TEAM = f"{_EDITION}<str:code>/<str:sector>/"
urlpatterns = [
    path("evaluering/", views.index, name="index"),
    path(_EDITION, views.edition, name="edition"),
    path(f"{_EDITION}evaluering.csv", views.edition_csv, name="edition_csv"),
    path(f"{_EDITION}evaluering.pptx", views.edition_slides, name="edition_slides"),
    path(f"{_EDITION}spoergsmaal/", views.questions, name="questions"),
    path(f"{_EDITION}spoergsmaal/<str:moment>/aabn/", views.ask, name="ask"),
    path(f"{_EDITION}spoergsmaal/<str:moment>/mind/", views.remind, name="remind"),
    path(f"{_EDITION}spoergsmaal/<str:moment>/luk/", views.close_questions, name="close_questions"),
    path(f"{_EDITION}vurdering/<str:criterion>/", views.judge_edition, name="judge_edition"),
    path(f"{_EDITION}afslut/", views.close_edition, name="close_edition"),
    path(f"{_EDITION}aabn/", views.reopen_edition, name="reopen_edition"),
    path(_TEAM, views.municipality, name="municipality"),
    path(f"{_TEAM}evaluering.csv", views.municipality_csv, name="municipality_csv"),
    path(f"{_TEAM}evaluering.pptx", views.municipality_slides, name="municipality_slides"),
    path(f"{_TEAM}udvalg.pdf", views.paper, name="paper"),
    path(f"{_TEAM}afslut/", views.close, name="close"),
    path(f"{_TEAM}aabn/", views.reopen, name="reopen"),
    path(f"{_TEAM}vurdering/<str:criterion>/", views.judge, name="judge"),
]
