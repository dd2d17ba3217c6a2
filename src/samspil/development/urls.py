"""Addresses of this room."""

from django.urls import path

from samspil.development.views import drivers, processes, trials

app_name = "development"
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
    path("udvikling/<int:process>/proever/ny/", trials.plan, name="plan"),
    path("udvikling/proever/<int:test>/plan/", trials.change_plan, name="change_plan"),
    path("udvikling/proever/<int:test>/begynd/", trials.begin_test, name="begin_test"),
    path("udvikling/proever/<int:test>/resultat/", trials.conclude, name="conclude"),
    path("udvikling/proever/<int:test>/tag-med/", trials.bring, name="bring"),
]
