"""Addresses of this room."""

from django.urls import path, re_path

from samspil.figures.api import views as api
from samspil.figures.api.endpoints import ENDPOINTS
from samspil.figures.views import (
    compare,
    fetching,
    groups,
    incoming,
    indicators,
    inventory,
    lists,
    municipalities,
    papers,
    potential,
    schools,
    vintages,
)

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
    path("indikatorer/tal.csv", lists.indicators_csv, name="indicators_csv"),
    path("indikatorer/tal.json", lists.indicators_json, name="indicators_json"),
    path("indikatorer/<str:indicator>/", indicators.indicator, name="indicator"),
    path("indikatorer/<str:indicator>/tal.csv", indicators.indicator_csv, name="indicator_csv"),
    path("indikatorer/<str:indicator>/tal.json", indicators.indicator_json, name="indicator_json"),
    path("tal/udgivelser/", vintages.vintages, name="vintages"),
    path("tal/udgivelser/<int:number>/", vintages.vintage, name="vintage"),
    path("tal/udgivelser/<int:number>/aendringer.csv", vintages.vintage_csv, name="vintage_csv"),
    path("sammenlign/", compare.compare, name="compare"),
    path("sammenlign/tal.csv", compare.compare_csv, name="compare_csv"),
    path("sammenlign/tal.json", compare.compare_json, name="compare_json"),
    path("sammenlign/billede.png", compare.compare_png, name="compare_png"),
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
    path("api/", api.documentation, name="api"),
    path("api/v1/openapi.json", api.openapi_view(), name="api_openapi"),
    *(path(f"api/v1/{e.route}", api.view_of(e), name=f"api_{e.name}") for e in ENDPOINTS),
    path("api/v1/", api.unknown_view()),
    path("api/v1/<path:rest>", api.unknown_view()),
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
