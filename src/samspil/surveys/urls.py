"""Addresses of this room."""

from django.urls import path

from samspil.surveys import views

app_name = "surveys"
urlpatterns = [
    path("svar/<str:token>/", views.answer, name="answer"),
    path("svar/<str:token>/gem/", views.keep_draft, name="keep_draft"),
    path("svar/<str:token>/tak/", views.thanks, name="thanks"),
]
