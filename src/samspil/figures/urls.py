"""Addresses of this room."""

from django.urls import path

from samspil.figures.views import indicators, municipalities, own, own_paste, potential

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
    path("kommuner/<str:code>/egne-tal/", own.own, name="own"),
    path("kommuner/<str:code>/egne-tal/tal.csv", own.own_csv, name="own_csv"),
    path("kommuner/<str:code>/egne-tal/tal.xlsx", own.own_xlsx, name="own_xlsx"),
    path("kommuner/<str:code>/egne-tal/skriv/", own.own_type, name="own_type"),
    path("kommuner/<str:code>/egne-tal/indsaet/", own_paste.own_paste, name="own_paste"),
    path("kommuner/<str:code>/egne-tal/deling/", own.own_share, name="own_share"),
    path(
        "kommuner/<str:code>/egne-tal/deling/<int:share>/tag-tilbage/",
        own.own_unshare,
        name="own_unshare",
    ),
    path("kommuner/<str:code>/egne-tal/<int:figure>/", own.own_figure, name="own_figure"),
    path("kommuner/<str:code>/egne-tal/<int:figure>/ret/", own.own_correct, name="own_correct"),
    path(
        "kommuner/<str:code>/egne-tal/<int:figure>/traek-tilbage/",
        own.own_withdraw,
        name="own_withdraw",
    ),
    path("kommuner/<str:code>/<str:indicator>.csv", municipalities.chart_csv, name="chart_csv"),
    path("kommuner/<str:code>/<str:indicator>.png", municipalities.chart_png, name="chart_png"),
    path("indikatorer/", indicators.indicators, name="indicators"),
    path("indikatorer/<str:indicator>/", indicators.indicator, name="indicator"),
    path("indikatorer/<str:indicator>/tal.csv", indicators.indicator_csv, name="indicator_csv"),
    path("potentiale/", potential.potential, name="potential"),
]
