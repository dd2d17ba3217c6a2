"""Addresses of this room."""

from django.urls import path

from samspil.figures.api import views as api
from samspil.figures.api.endpoints import ENDPOINTS
from samspil.figures.views import compare, indicators, lists, municipalities, papers, potential

app_name = "figures"
urlpatterns = [
    path("kommuner/", municipalities.municipalities, name="municipalities"),
    path("kommuner/tal.csv", lists.municipalities_csv, name="municipalities_csv"),
    path("kommuner/tal.json", lists.municipalities_json, name="municipalities_json"),
    path("kommuner/<str:code>/", municipalities.municipality, name="municipality"),
    path("kommuner/<str:code>/tal.csv", municipalities.municipality_csv, name="municipality_csv"),
    path(
        "kommuner/<str:code>/tal.xlsx", municipalities.municipality_xlsx, name="municipality_xlsx"
    ),
    path(
        "kommuner/<str:code>/tal.json", municipalities.municipality_json, name="municipality_json"
    ),
    path("kommuner/<str:code>/papir/", papers.paper_page, name="paper"),
    path("kommuner/<str:code>/papir.pdf", papers.paper_file, name="paper_pdf"),
    path("kommuner/<str:code>/<str:indicator>.csv", municipalities.chart_csv, name="chart_csv"),
    path("kommuner/<str:code>/<str:indicator>.png", municipalities.chart_png, name="chart_png"),
    path("indikatorer/", indicators.indicators, name="indicators"),
    path("indikatorer/tal.csv", lists.indicators_csv, name="indicators_csv"),
    path("indikatorer/tal.json", lists.indicators_json, name="indicators_json"),
    path("indikatorer/<str:indicator>/", indicators.indicator, name="indicator"),
    path("indikatorer/<str:indicator>/tal.csv", indicators.indicator_csv, name="indicator_csv"),
    path("sammenlign/", compare.compare, name="compare"),
    path("sammenlign/tal.csv", compare.compare_csv, name="compare_csv"),
    path("sammenlign/tal.json", compare.compare_json, name="compare_json"),
    path("sammenlign/billede.png", compare.compare_png, name="compare_png"),
    path("potentiale/", potential.potential, name="potential"),
    path("api/", api.documentation, name="api"),
    path("api/v1/openapi.json", api.openapi_view(), name="api_openapi"),
    *(path(f"api/v1/{e.route}", api.view_of(e), name=f"api_{e.name}") for e in ENDPOINTS),
    path("api/v1/", api.unknown_view()),
    path("api/v1/<path:rest>", api.unknown_view()),
]
