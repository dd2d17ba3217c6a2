"""Addresses of this room."""

from django.urls import path

from samspil.screening import views, views_decks
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
        "foranalyse/oplaeg/<str:sector>-<str:language>.zip",
        views_decks.all_decks_file,
        name="all_decks_file",
    ),
    path("foranalyse/<int:screening_id>/", views.show, name="show"),
    path("foranalyse/<int:screening_id>/greb/<int:lever>/", views.judge, name="judge"),
    path("foranalyse/<int:screening_id>/fund/", views.add_finding, name="add_finding"),
    path("foranalyse/<int:screening_id>/afslut/", views.finish, name="finish"),
    path("foranalyse/<int:screening_id>/slides.pptx", views.slides, name="slides"),
    path(
        "kommuner/<str:code>/slides/<str:sector>.pptx",
        views.municipality_slides,
        name="municipality_slides",
    ),
]
