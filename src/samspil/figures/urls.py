"""Addresses of this room."""

from django.urls import path, re_path

from samspil.figures.views import indicators, municipalities, potential, schools

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
    path("kommuner/<str:code>/skoler/", schools.municipality_schools, name="schools"),
    path(
        "kommuner/<str:code>/skoler/tal.csv", schools.municipality_schools_csv, name="schools_csv"
    ),
    path(
        "kommuner/<str:code>/skoler/tal.json",
        schools.municipality_schools_json,
        name="schools_json",
    ),
    re_path(
        r"^kommuner/(?P<code>[^/]+)/skoler/(?P<chart>[a-z0-9_]+)\.(?P<form>csv|png)$",
        schools.municipality_schools_chart,
        name="schools_chart",
    ),
    path("skoler/<str:number>/", schools.school, name="school"),
    path("skoler/<str:number>/tal.csv", schools.school_csv, name="school_csv"),
    path("skoler/<str:number>/tal.json", schools.school_json, name="school_json"),
    re_path(
        r"^skoler/(?P<number>[^/]+)/(?P<chart>[a-z0-9_]+)\.(?P<form>csv|png)$",
        schools.school_chart,
        name="school_chart",
    ),
    path("indikatorer/", indicators.indicators, name="indicators"),
    path("indikatorer/<str:indicator>/", indicators.indicator, name="indicator"),
    path("indikatorer/<str:indicator>/tal.csv", indicators.indicator_csv, name="indicator_csv"),
    path("potentiale/", potential.potential, name="potential"),
]
