"""Addresses of this room."""

from django.urls import path

from samspil.networks import views

app_name = "networks"
urlpatterns = [
    path("partnerskaber/rejsetider/", views.travel, name="travel"),
    path("partnerskaber/scenarie/", views.scenario, name="scenario"),
    path("partnerskaber/scenarie/grupper.csv", views.scenario_csv, name="scenario_csv"),
    path("partnerskaber/<str:edition>/netvaerk/", views.networks, name="networks"),
    path("partnerskaber/<str:edition>/netvaerk/<slug:sector>/dan/", views.bench, name="bench"),
    path("partnerskaber/<str:edition>/netvaerk/<slug:sector>/begynd/", views.start, name="start"),
    path(
        "partnerskaber/<str:edition>/netvaerk/<slug:sector>/dele/",
        views.exchange,
        name="exchange",
    ),
    path("partnerskaber/<str:edition>/netvaerk/del/", views.divide, name="divide"),
    path("partnerskaber/<str:edition>/netvaerk/skoler/", views.schools, name="schools"),
    path(
        "partnerskaber/<str:edition>/netvaerk/skoler/<int:network>/",
        views.school_network,
        name="school_network",
    ),
    path("partnerskaber/<str:edition>/netvaerk/forslag/", views.propose, name="propose"),
    path("partnerskaber/<str:edition>/netvaerk/<int:plan>/godkend/", views.accept, name="accept"),
    path(
        "partnerskaber/<str:edition>/netvaerk/<int:plan>/grupper.csv",
        views.plan_csv,
        name="plan_csv",
    ),
]
