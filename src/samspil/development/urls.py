"""Addresses of this room."""

from django.urls import path

from samspil.development.views import (
    processes,
    sparring,
    sparring_answers,
    sparring_links,
    sparring_offers,
    trials,
)

app_name = "development"
urlpatterns = [
    path("udvikling/", processes.processes, name="processes"),
    path("udvikling/ny/", processes.begin, name="begin"),
    path("udvikling/<int:process>/", processes.process, name="process"),
    path("udvikling/<int:process>/maal/", processes.aim, name="aim"),
    path("udvikling/<int:process>/afslut/", processes.close, name="close"),
    path("udvikling/<int:process>/proever/ny/", trials.plan, name="plan"),
    path("udvikling/proever/<int:test>/plan/", trials.change_plan, name="change_plan"),
    path("udvikling/proever/<int:test>/begynd/", trials.begin_test, name="begin_test"),
    path("udvikling/proever/<int:test>/resultat/", trials.conclude, name="conclude"),
    path("udvikling/proever/<int:test>/tag-med/", trials.bring, name="bring"),
    path("sparring/", sparring.overview, name="sparring"),
    path("sparring/spoerg/", sparring.ask, name="ask"),
    path("sparring/tilbud/nyt/", sparring_offers.offer, name="offer"),
    path("sparring/tilbud/<int:offer>/", sparring_offers.change_offer, name="change_offer"),
    path(
        "sparring/tilbud/<int:offer>/traek/", sparring_offers.withdraw_offer, name="withdraw_offer"
    ),
    path("sparring/breve/", sparring_offers.rhythm, name="sparring_rhythm"),
    path("sparring/breve/<str:token>/", sparring_links.rhythm, name="sparring_rhythm_link"),
    path("sparring/link/<str:token>/", sparring_links.answer, name="sparring_answer_link"),
    path("sparring/svar/<int:answer>/fil/", sparring_answers.answer_file, name="answer_file"),
    path("sparring/svar/<int:answer>/laest/", sparring_answers.mark_read, name="mark_read"),
    path("sparring/svar/<int:answer>/brugt/", sparring_answers.say_used, name="say_used"),
    path(
        "sparring/svar/<int:answer>/traek/",
        sparring_answers.withdraw_answer,
        name="withdraw_answer",
    ),
    path("sparring/partnerskab/<str:edition>/", sparring_offers.commitments, name="commitments"),
    path(
        "sparring/partnerskab/<str:edition>/tabel.csv",
        sparring_offers.commitments_csv,
        name="commitments_csv",
    ),
    path("sparring/partnerskab/<str:edition>/skriv/", sparring_offers.nudge, name="nudge"),
    path("sparring/<int:question>/", sparring.question, name="sparring_question"),
    path("sparring/<int:question>/ret/", sparring.change_question, name="change_question"),
    path("sparring/<int:question>/luk/", sparring.close_question, name="close_question"),
    path("sparring/<int:question>/traek/", sparring.withdraw_question, name="withdraw_question"),
    path("sparring/<int:question>/tag-med/", sparring.bring_question, name="bring_question"),
    path("sparring/<int:question>/svar/", sparring_answers.give, name="give"),
]
