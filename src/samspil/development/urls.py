"""Addresses of this room."""

from django.urls import path

from samspil.development.views import ambition, frame, processes, starting, trials, vision

app_name = "development"
urlpatterns = [
    path("udvikling/", processes.processes, name="processes"),
    path("udvikling/ny/", processes.begin, name="begin"),
    path("udvikling/<int:process>/", processes.process, name="process"),
    path("udvikling/<int:process>/maal/", processes.aim, name="aim"),
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
    path("udvikling/proever/<int:test>/tag-med/", trials.bring, name="bring"),
]
