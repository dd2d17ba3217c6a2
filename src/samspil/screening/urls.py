"""Addresses of this room."""

from django.urls import path

from samspil.screening.views import (
    circle,
    evidence,
    findings,
    instruments,
    levers,
    planning,
    screening,
    sharing,
    slides,
    workshop,
)

ONE = "foranalyse/<int:screening_id>/"
QUESTION = f"{ONE}spoergsmaal/<str:question>/"

app_name = "screening"
urlpatterns = [
    path("foranalyse/", screening.index, name="index"),
    path("foranalyse/begynd/", screening.start, name="start"),
    path("foranalyse/delt/", sharing.shared, name="shared"),
    path("foranalyse/redskaber/", instruments.instruments, name="instruments"),
    path("foranalyse/redskaber/<str:name>.toml", instruments.instrument_file, name="instrument"),
    path("foranalyse/redskaber/<str:name>/ud/", instruments.retire, name="retire"),
    path(ONE, screening.show, name="show"),
    path(f"{ONE}udvid/", screening.widen, name="widen"),
    path(f"{ONE}afslut/", screening.finish, name="finish"),
    path(f"{ONE}greb/<int:lever>/", levers.lever, name="lever"),
    path(QUESTION, levers.judge, name="judge"),
    path(f"{QUESTION}grundlag/", levers.use, name="use"),
    path(f"{QUESTION}grundlag/<int:evidence>/fjern/", levers.unuse, name="unuse"),
    path(f"{QUESTION}tal/", levers.figure, name="figure"),
    path(f"{ONE}grundlag/", evidence.evidence, name="evidence"),
    path(f"{ONE}grundlag/<int:evidence>/", evidence.change, name="source"),
    path(f"{ONE}grundlag/<int:evidence>/fjern/", evidence.remove, name="remove_source"),
    path(f"{ONE}grundlag/<int:evidence>/fil/", evidence.file, name="file"),
    path(f"{ONE}fund/", findings.findings, name="findings"),
    path(f"{ONE}fund/nyt/", findings.add, name="add_finding"),
    path(f"{ONE}fund/<int:finding>/", findings.change, name="finding"),
    path(f"{ONE}fund/<int:finding>/fjern/", findings.remove, name="remove_finding"),
    path(f"{ONE}overgange/", findings.transitions, name="transitions"),
    path(f"{ONE}plan/", planning.plan, name="plan"),
    path(f"{ONE}plan/<int:item>/", planning.item, name="plan_item"),
    path(f"{ONE}deling/", sharing.sharing, name="sharing"),
    path(f"{ONE}foer-og-nu/", sharing.compared, name="compared"),
    path(f"{ONE}slides.pptx", slides.slides, name="slides"),
    path(f"{ONE}kreds/", circle.circle, name="circle"),
    path(f"{ONE}kreds/spoerg/", circle.ask, name="circle_ask"),
    path(f"{ONE}kreds/mind/", circle.remind, name="circle_remind"),
    path(f"{ONE}kreds/luk/", circle.close, name="circle_close"),
    path(f"{ONE}kreds/traek/", circle.take_back, name="circle_take_back"),
    path(f"{ONE}kreds/brug/", circle.use, name="circle_use"),
    path(f"{ONE}workshop/", workshop.workshops, name="workshops"),
    path(f"{ONE}workshop/begynd/", workshop.begin, name="workshop_begin"),
    path("workshop/<int:workshop_id>/", workshop.screen, name="workshop_screen"),
    path("workshop/<int:workshop_id>/nu/", workshop.pulse, name="workshop_pulse"),
    path("workshop/<int:workshop_id>/gaa/", workshop.put, name="workshop_put"),
    path("workshop/<int:workshop_id>/vis/", workshop.show, name="workshop_show"),
    path("workshop/<int:workshop_id>/enige/", workshop.agree, name="workshop_agree"),
    path("workshop/<int:workshop_id>/luk/", workshop.close, name="workshop_close"),
    path("stem/", workshop.door, name="workshop_door"),
    path("stem/<str:code>/", workshop.phone, name="workshop_phone"),
    path("stem/<str:code>/stem/", workshop.vote, name="workshop_vote"),
    path("stem/<str:code>/nu/", workshop.news, name="workshop_news"),
    path(
        "kommuner/<str:code>/slides/<str:sector>.pptx",
        slides.municipality_slides,
        name="municipality_slides",
    ),
]
