"""Addresses of this room."""

from django.urls import path

from samspil.figures.views import groups, indicators, municipalities, potential

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
    path("potentiale/tal.csv", potential.potential_csv, name="potential_csv"),
    path("potentiale/tal.json", potential.potential_json, name="potential_json"),
    path("potentiale/fasthold/", potential.freeze, name="freeze"),
    path("potentiale/fastholdt/<int:number>/", potential.frozen, name="frozen"),
    path("potentiale/<str:code>/", potential.why, name="why"),
    path("grupper/", groups.groups, name="groups"),
    path("grupper/ny/", groups.new, name="group_new"),
    path("grupper/kl/", groups.lists, name="comparison_lists"),
    path("grupper/<int:group>/", groups.edit, name="group"),
    path("grupper/<int:group>/slet/", groups.delete, name="group_delete"),
]
