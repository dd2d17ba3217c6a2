"""Addresses of this room."""

from django.urls import include, path

from samspil.development.views import (
    ambition,
    drivers,
    frame,
    measures,
    points,
    processes,
    sparring,
    sparring_answers,
    sparring_links,
    sparring_offers,
    starting,
    trials,
    vision,
)

app_name = "development"
MEASURE = [
    path("", measures.measure, name="measure"),
    path("ret/", measures.change, name="change_measure"),
    path("til-side/", measures.put_aside, name="put_measure_aside"),
    path("proever/", measures.watch, name="watch_tests"),
    path("data.csv", measures.csv, name="measure_csv"),
    path("figur.png", measures.picture_png, name="measure_png"),
    path("figur.svg", measures.picture_svg, name="measure_svg"),
    path("slide.pptx", measures.slides, name="measure_slide"),
    path("ny/", points.add, name="measure_add"),
    path("indsaet/", points.paste, name="measure_paste"),
    path("<int:point>/ret/", points.correct, name="measure_correct"),
    path("<int:point>/fjern/", points.take_away, name="measure_take_away"),
    path("faser/ny/", points.begin_phase, name="begin_phase"),
    path("faser/<int:phase>/tilbage/", points.take_back, name="take_phase_back"),
]
urlpatterns = [
    path("udvikling/", processes.processes, name="processes"),
    path("udvikling/ny/", processes.begin, name="begin"),
    path("udvikling/<int:process>/", processes.process, name="process"),
    path("udvikling/<int:process>/maal/", processes.aim, name="aim"),
    path("udvikling/<int:process>/drivere/", drivers.drivers, name="drivers"),
    *(
        path(
            f"udvikling/<int:process>/driverdiagram.{form}",
            drivers.drivers_file,
            {"form": form},
            name=f"drivers_{form}",
        )
        for form in ("svg", "png", "pptx", "txt")
    ),
    path("udvikling/<int:process>/afslut/", processes.close, name="close"),
    path("udvikling/<int:process>/ambition/", ambition.ambition, name="ambition"),
    path("udvikling/<int:process>/ambition/<slug:kind>/", ambition.passage, name="passage"),
    path("udvikling/<int:process>/konflikter/ny/", ambition.new_conflict, name="new_conflict"),
    path("udvikling/konflikter/<int:conflict>/", ambition.conflict, name="conflict"),
    path(
        "udvikling/konflikter/<int:conflict>/fjern/", ambition.drop_conflict, name="drop_conflict"
    ),
    path("udvikling/<int:process>/udgangspunkt/", starting.starting_point, name="starting_point"),
    path(
        "udvikling/<int:process>/udgangspunkt/vaelg/",
        starting.choose,
        name="choose_starting_point",
    ),
    path("udvikling/<int:process>/vision/", vision.visions, name="visions"),
    path("udvikling/<int:process>/vision/ny/", vision.new_vision, name="new_vision"),
    path("udvikling/visioner/<int:vision>/", vision.vision, name="vision"),
    path("udvikling/visioner/<int:vision>/fjern/", vision.drop_vision, name="drop_vision"),
    path("udvikling/<int:process>/organisering/", frame.organisation, name="organisation"),
    path("udvikling/<int:process>/organisering/skriv/", frame.organise, name="organise"),
    path("udvikling/<int:process>/temaer/", frame.scope, name="scope"),
    path("udvikling/<int:process>/tidslinje/", frame.timeline, name="timeline"),
    path("udvikling/<int:process>/udskriv/", frame.printed, name="printed"),
    path("udvikling/<int:process>/proever/ny/", trials.plan, name="plan"),
    path("udvikling/proever/<int:test>/plan/", trials.change_plan, name="change_plan"),
    path("udvikling/proever/<int:test>/begynd/", trials.begin_test, name="begin_test"),
    path("udvikling/proever/<int:test>/resultat/", trials.conclude, name="conclude"),
    path("udvikling/proever/<int:test>/maaling/", trials.follow, name="follow"),
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
    path("udvikling/<int:process>/maalinger/", measures.overview, name="measures"),
    path("udvikling/<int:process>/maalinger/ny/", measures.begin, name="begin_measure"),
    path(
        "udvikling/<int:process>/maalinger/offentligt-tal/",
        measures.begin_public,
        name="begin_public_measure",
    ),
    path("udvikling/<int:process>/maalinger/<int:measure>/", include(MEASURE)),
]
