"""Addresses of this room."""

from django.urls import path

from samspil.people import keeping_views, role_views, views

app_name = "people"
urlpatterns = [
    path("konto/mig/", views.me, name="me"),
    path("konto/roller/", role_views.roles, name="roles"),
    path("konto/roller/<int:membership>/tag-tilbage/", role_views.end, name="end_role"),
    path("konto/link/<str:token>/", views.sign_in_link, name="sign_in_link"),
    path("konto/gemt/", keeping_views.mine, name="kept"),
    path("konto/gemt/alt.zip", keeping_views.my_archive, name="my_archive"),
    path("konto/gemt/slet/", keeping_views.ask_deletion, name="ask_deletion"),
    path("konto/gemt/<str:code>.zip", keeping_views.municipality_archive, name="place_archive"),
    path("konto/opbevaring/", keeping_views.keeping, name="keeping"),
    path("konto/opbevaring/ryd/", keeping_views.sweep, name="sweep"),
    path("konto/opbevaring/slet/<int:person>/", keeping_views.forget, name="forget"),
]
