"""Addresses of this room."""

from django.urls import path

from samspil.screening import views, views_decks, views_reports
from samspil.screening.deck_templates import views as templates

app_name = "screening"
urlpatterns = [
    path("foranalyse/", views.index, name="index"),
    path("foranalyse/begynd/", views.start, name="start"),
    path("foranalyse/skabeloner/", templates.templates, name="deck_templates"),
    path("foranalyse/skabeloner/<int:template_id>/", templates.template, name="deck_template"),
    path(
        "foranalyse/skabeloner/<int:template_id>/proeve.pptx",
        templates.try_out,
        name="deck_template_try",
    ),
    path(
        "foranalyse/skabeloner/<int:template_id>/brug/",
        templates.accept,
        name="deck_template_accept",
    ),
    path(
        "foranalyse/skabeloner/<int:template_id>/slet/",
        templates.delete,
        name="deck_template_delete",
    ),
    path("foranalyse/oplaeg/", views_decks.all_decks, name="all_decks"),
    path("foranalyse/oplaeg/lav/", views_decks.start_all_decks, name="start_all_decks"),
    path(
        "foranalyse/oplaeg/<str:sector>-<str:language>-<int:template>.zip",
        views_decks.all_decks_file,
        name="all_decks_file",
    ),
    path("foranalyse/<int:screening_id>/", views.show, name="show"),
    path("foranalyse/<int:screening_id>/greb/<int:lever>/", views.judge, name="judge"),
    path("foranalyse/<int:screening_id>/fund/", views.add_finding, name="add_finding"),
    path("foranalyse/<int:screening_id>/afslut/", views.finish, name="finish"),
    path("foranalyse/<int:screening_id>/oplaeg/", views_reports.fetch, name="deck"),
    path("foranalyse/<int:screening_id>/slides.pptx", views_reports.slides, name="slides"),
    path("foranalyse/<int:screening_id>/rapport/", views_reports.report, name="report"),
    path(
        "foranalyse/<int:screening_id>/rapport/kort/",
        views_reports.short_report,
        name="short_report",
    ),
    path(
        "kommuner/<str:code>/slides/<str:sector>.pptx",
        views_reports.municipality_slides,
        name="municipality_slides",
    ),
    path(
        "kommuner/<str:code>/rapport/<str:sector>/",
        views_reports.municipality_report,
        name="municipality_report",
    ),
    path(
        "kommuner/<str:code>/rapport/<str:sector>/kort/",
        views_reports.municipality_short_report,
        name="municipality_short_report",
    ),
]
