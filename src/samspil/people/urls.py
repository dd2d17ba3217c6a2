"""Addresses of this room."""

from django.urls import path

from samspil.people import views

app_name = "people"
urlpatterns = [
    path("konto/mig/", views.me, name="me"),
    path("konto/link/<str:token>/", views.sign_in_link, name="sign_in_link"),
]
