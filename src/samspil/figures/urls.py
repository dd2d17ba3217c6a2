"""Addresses of this room."""

from django.urls import path

from samspil.figures.views import indicators, municipalities, potential, vintages

app_name = "figures"
urlpatterns = [
    path("kommuner/", municipalities.municipalities, name="municipalities"),
    path("kommuner/<str:code>/", municipalities.municipality, name="municipality"),
    path("kommuner/<str:code>/tal.csv", municipalities.municipality_csv, name="municipality_csv"),
    path(
        "kommuner/<str:code>/tal.xlsx", municipalities.municipality_xlsx, name="municipality_xlsx"
    ),
    path(
        "kommuner/<str:code>/tal.json", municipalities.municipality_json, name="municipality_json"
    ),
    path("kommuner/<str:code>/<str:indicator>.csv", municipalities.chart_csv, name="chart_csv"),
    path("kommuner/<str:code>/<str:indicator>.png", municipalities.chart_png, name="chart_png"),
    path("indikatorer/", indicators.indicators, name="indicators"),
    path("indikatorer/<str:indicator>/", indicators.indicator, name="indicator"),
    path("indikatorer/<str:indicator>/tal.csv", indicators.indicator_csv, name="indicator_csv"),
    path("indikatorer/<str:indicator>/tal.json", indicators.indicator_json, name="indicator_json"),
    path("tal/udgivelser/", vintages.vintages, name="vintages"),
    path("tal/udgivelser/<int:number>/", vintages.vintage, name="vintage"),
    path("tal/udgivelser/<int:number>/aendringer.csv", vintages.vintage_csv, name="vintage_csv"),
    path("potentiale/", potential.potential, name="potential"),
]
