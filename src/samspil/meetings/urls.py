"""Addresses of this room."""

from django.urls import path

from samspil.meetings.views import meetings as views

app_name = "meetings"
_ALL = "partnerskaber/<str:edition>/moeder/"
_ONE = f"{_ALL}<int:meeting>/"

urlpatterns = [
    path(_ALL, views.meetings, name="meetings"),
    path(f"{_ALL}planlaeg/", views.plan, name="plan"),
    path(_ONE, views.meeting, name="meeting"),
    path(f"{_ONE}beslutninger/", views.decide, name="decide"),
    path(f"{_ONE}tag-med/", views.bring, name="bring"),
]
