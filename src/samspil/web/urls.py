"""Addresses."""

from allauth.account import views as account
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from samspil.web import finding, views

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
urlpatterns = [
    path("", views.home, name="home"),
    path("sprog/", set_language, name="set_language"),
    path("konto/login/", account.login, name="account_login"),
    # Signing in is asking for a code; allauth wants to know both by name.
    path("konto/login/send/", to_login, name="account_request_login_code"),
    path("konto/login/kode/", account.confirm_login_code, name="account_confirm_login_code"),
    path("konto/logout/", account.logout, name="account_logout"),
    path("konto/lukket/", account.account_inactive, name="account_inactive"),
    path("konto/opret/", account.signup, name="account_signup"),
    path("eksempel/log-ind/", views.sign_in_as_example, name="sign_in_as_example"),
    path("tilgaengelighed/", views.accessibility, name="accessibility"),
    path("privatliv/", views.privacy, name="privacy"),
    path("sundhed/", views.health, name="health"),
    path("sitemap.xml", finding.sitemap, name="sitemap"),
    path("robots.txt", finding.robots, name="robots"),
    path("", include("samspil.people.urls")),
    path("", include("samspil.jobs.urls")),
    path("", include("samspil.documents.urls")),
    path("", include("samspil.letters.urls")),
    path("", include("samspil.surveys.urls")),
    path("", include("samspil.figures.urls")),
    # Before programmes: "scenarie" is a page, not the name of an edition.
    path("", include("samspil.networks.urls")),
    path("", include("samspil.meetings.urls")),
    path("", include("samspil.programmes.urls")),
    path("", include("samspil.screening.urls")),
    path("", include("samspil.development.urls")),
    path("", include("samspil.knowledge.urls")),
]
handler400 = "samspil.web.errors.bad_request"
handler403 = "samspil.web.errors.permission_denied"
handler404 = "samspil.web.errors.page_not_found"
handler429 = "samspil.web.errors.too_many_requests"
handler500 = "samspil.web.errors.server_error"
