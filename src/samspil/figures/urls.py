"""Addresses of this room."""

from django.urls import path

from samspil.figures.views import (
    fetching,
    incoming,
    indicators,
    inventory,
    municipalities,
    potential,
)

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
    path("potentiale/", potential.potential, name="potential"),
    path("tal/", inventory.inventory, name="inventory"),
    path("tal/tal.csv", inventory.inventory_csv, name="inventory_csv"),
    path("tal/tal.json", inventory.inventory_json, name="inventory_json"),
    path("tal/hentning/", fetching.fetching, name="fetching"),
    path("tal/hentning/start/", fetching.start, name="fetch_start"),
    path("tal/hentning/noegle/", fetching.save_key, name="fetch_key"),
    path("tal/hentning/noegle/slet/", fetching.forget_key, name="fetch_key_forget"),
    path("tal/indlaes/", incoming.incoming, name="incoming"),
    path("tal/indlaes/<int:number>/", incoming.staged, name="staged"),
    path("tal/indlaes/<int:number>/kolonner/", incoming.staged_columns, name="staged_columns"),
    path("tal/indlaes/<int:number>/udgiv/", incoming.publish, name="publish_staged"),
    path("tal/indlaes/<int:number>/fjern/", incoming.discard, name="discard_staged"),
    path("tal/indlaes/kolonner/<str:fingerprint>/glem/", incoming.forget, name="forget_columns"),
]
