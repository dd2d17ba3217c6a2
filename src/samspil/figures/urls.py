"""Addresses of this room."""

from django.urls import path

from samspil.figures import views

app_name = "figures"
urlpatterns = [
    path("kommuner/", views.municipalities, name="municipalities"),
    path("kommuner/<str:code>/", views.municipality, name="municipality"),
    path("kommuner/<str:code>/tal.csv", views.municipality_csv, name="municipality_csv"),
    path("kommuner/<str:code>/tal.xlsx", views.municipality_xlsx, name="municipality_xlsx"),
    path("kommuner/<str:code>/tal.json", views.municipality_json, name="municipality_json"),
    path("kommuner/<str:code>/<str:indicator>.csv", views.chart_csv, name="chart_csv"),
    path("kommuner/<str:code>/<str:indicator>.png", views.chart_png, name="chart_png"),
    path("indikatorer/", views.indicators, name="indicators"),
    path("indikatorer/<str:indicator>/", views.indicator, name="indicator"),
    path("indikatorer/<str:indicator>/tal.csv", views.indicator_csv, name="indicator_csv"),
    path("potentiale/", views.potential, name="potential"),
]
