"""Addresses of this room."""

from django.urls import path

from samspil.people import role_views, views

app_name = "people"
urlpatterns = [
    path("konto/mig/", views.me, name="me"),
    path("konto/roller/", role_views.roles, name="roles"),
    path("konto/roller/<int:membership>/tag-tilbage/", role_views.end, name="end_role"),
    path("konto/link/<str:token>/", views.sign_in_link, name="sign_in_link"),
]
