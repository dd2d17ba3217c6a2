"""Addresses of this room."""

from django.urls import path

from samspil.meetings.views import agenda, attendance, calendars, day, steering
from samspil.meetings.views import meetings as views

app_name = "meetings"
_ALL = "partnerskaber/<str:edition>/moeder/"
_ONE = f"{_ALL}<int:meeting>/"

urlpatterns = [
    path("kalender/", calendars.calendars, name="calendars"),
    path("kalender/<int:calendar>/luk/", calendars.stop, name="stop_calendar"),
    path("kalender/<str:token>.ics", calendars.feed, name="feed"),
    path("dagen.js", day.worker, name="day_worker"),
    path("dagen/<str:token>/", day.guest_day, name="guest_day"),
    path("dagen/<str:token>/note/", day.guest_note, name="guest_note"),
    path("dagen/<str:token>/materiale/<int:material>/", day.guest_material, name="guest_material"),
    path("dagen/<str:token>/svar/", day.guest_answer, name="guest_answer"),
    path(_ALL, views.meetings, name="meetings"),
    path(f"{_ALL}planlaeg/", views.plan, name="plan"),
    path(f"{_ALL}fremmoede/", attendance.continuity, name="continuity"),
    path(f"{_ONE}fremmoede/", attendance.attendance, name="attendance"),
    path("oplaeg/<str:token>/", agenda.session, name="session"),
    path(
        "oplaeg/<str:token>/materiale/<int:material>/",
        agenda.session_material,
        name="session_material",
    ),
    path(f"{_ONE}dagsorden/", agenda.edit, name="agenda"),
    path(f"{_ONE}dagsorden/begynd/", agenda.begin, name="begin_agenda"),
    path(f"{_ONE}dagsorden/punkt/", agenda.item, name="new_item"),
    path(f"{_ONE}dagsorden/punkt/<int:item>/", agenda.item, name="item"),
    path(f"{_ONE}dagsorden/punkt/<int:item>/goer/", agenda.act, name="item_act"),
    path(f"{_ALL}materiale/<int:material>/", agenda.material, name="material"),
    path(f"{_ONE}referat/", agenda.minutes, name="minutes"),
    path(f"{_ONE}styregruppe/", steering.act, name="steer"),
    path(f"{_ONE}beslutninger/<int:decision>/", steering.settle, name="settle"),
    path(f"{_ONE}tag-hjem/", steering.send_home, name="send_home"),
    path(f"{_ALL}hjemme/<int:take_home>/", steering.reply, name="reply"),
    path(_ONE, views.meeting, name="meeting"),
    path(f"{_ONE}dagen/", day.day, name="day"),
    path(f"{_ONE}dagen/note/", day.note, name="note"),
    path(f"{_ONE}dagen/svar/", day.answer, name="answer"),
    path(f"{_ONE}dagen/spoergsmaal/", day.last_minute, name="last_minute"),
    path(f"{_ONE}gaester/", day.guests, name="guests"),
    path(f"{_ONE}gaester/<int:guest>/luk/", day.withdraw_guest, name="withdraw_guest"),
    path(f"{_ONE}kalender.ics", calendars.one, name="meeting_file"),
    path(f"{_ONE}aflys/", calendars.cancel, name="cancel"),
    path(f"{_ONE}holdes/", calendars.hold, name="hold"),
    path(f"{_ONE}beslutninger/", views.decide, name="decide"),
    path(f"{_ONE}tag-med/", views.bring, name="bring"),
]
