"""Addresses of this room."""

from django.urls import path

from samspil.development import views

app_name = "development"
urlpatterns = [
    path("udvikling/", views.processes, name="processes"),
    path("udvikling/ny/", views.begin, name="begin"),
    path("udvikling/<int:process>/", views.process, name="process"),
    path("udvikling/<int:process>/maal/", views.aim, name="aim"),
    path("udvikling/<int:process>/afslut/", views.close, name="close"),
    path("udvikling/<int:process>/proever/ny/", views.plan, name="plan"),
    path("udvikling/proever/<int:test>/plan/", views.change_plan, name="change_plan"),
    path("udvikling/proever/<int:test>/begynd/", views.begin_test, name="begin_test"),
    path("udvikling/proever/<int:test>/resultat/", views.conclude, name="conclude"),
    path("udvikling/proever/<int:test>/tag-med/", views.bring, name="bring"),
]
