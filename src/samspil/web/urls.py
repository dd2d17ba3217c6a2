"""Addresses."""

from django.urls import include, path
from django.views.i18n import set_language

from samspil.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sprog/", set_language, name="set_language"),
    path("konto/", include("allauth.account.urls")),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("privatliv/", views.privacy, name="privacy"),
    path("sundhed/", views.health, name="health"),
    path("", include("samspil.people.urls")),
    path("", include("samspil.jobs.urls")),
    path("", include("samspil.letters.urls")),
    path("", include("samspil.figures.urls")),
]
handler400 = "samspil.web.errors.bad_request"
handler403 = "samspil.web.errors.permission_denied"
handler404 = "samspil.web.errors.page_not_found"
handler500 = "samspil.web.errors.server_error"
