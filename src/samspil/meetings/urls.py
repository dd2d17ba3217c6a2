"""Addresses of this room."""

from django.urls import path

from samspil.meetings.views import attendance, calendars
from samspil.meetings.views import meetings as views

app_name = "meetings"
_ALL = "partnerskaber/<str:edition>/moeder/"
_ONE = f"{_ALL}<int:meeting>/"

urlpatterns = [
    path("kalender/", calendars.calendars, name="calendars"),
    path("kalender/<int:calendar>/luk/", calendars.stop, name="stop_calendar"),
    path("kalender/<str:token>.ics", calendars.feed, name="feed"),
    path(_ALL, views.meetings, name="meetings"),
    path(f"{_ALL}planlaeg/", views.plan, name="plan"),
    path(f"{_ALL}fremmoede/", attendance.continuity, name="continuity"),
    path(f"{_ONE}fremmoede/", attendance.attendance, name="attendance"),
    path(_ONE, views.meeting, name="meeting"),
    path(f"{_ONE}kalender.ics", calendars.one, name="meeting_file"),
    path(f"{_ONE}aflys/", calendars.cancel, name="cancel"),
    path(f"{_ONE}holdes/", calendars.hold, name="hold"),
    path(f"{_ONE}beslutninger/", views.decide, name="decide"),
    path(f"{_ONE}tag-med/", views.bring, name="bring"),
]
