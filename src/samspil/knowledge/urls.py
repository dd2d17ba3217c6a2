"""Addresses of this room."""

from django.urls import path

from samspil.knowledge.views import (
    consenting,
    desk,
    feed,
    files,
    organising,
    portal,
    record,
    searching,
    writing,
)

app_name = "knowledge"
urlpatterns = [
    path("viden/", portal.portal, name="portal"),
    path("viden/feed/", feed.feed, name="feed"),
    path("viden/ny/", writing.begin, name="begin"),
    path("viden/mine/", portal.mine, name="mine"),
    path("viden/redaktion/", desk.desk, name="desk"),
    path("viden/redaktion/soegninger/", searching.misses, name="misses"),
    path("viden/fra-netvaerksdage/", organising.day_material, name="day_material"),
    path("viden/fra-netvaerksdage/<int:material>/", organising.take_over, name="take_over"),
    path("viden/invitationer/", organising.invitations, name="invitations"),
    path("viden/invitationer/<str:edition>/<str:code>/", organising.invite, name="invite"),
    path("viden/samtykke/<int:asked>/", consenting.answer, name="consent_request"),
    path("viden/fra-proces/<int:process>/", writing.from_process, name="from_process"),
    path("viden/fra-proces/<int:process>/<int:test>/", writing.from_test, name="from_test"),
    path("viden/<int:case>/", portal.case, name="short"),
    path("viden/<int:case>/ret/", writing.edit, name="edit"),
    path("viden/<int:case>/indsend/", writing.submit, name="submit"),
    path("viden/<int:case>/udgiv/", desk.publish, name="publish"),
    path("viden/<int:case>/send-tilbage/", desk.send_back, name="send_back"),
    path("viden/<int:case>/spoerg-om-flere/", desk.ask_wider, name="ask_wider"),
    path("viden/<int:case>/stadig-rigtig/", desk.still_right, name="still_right"),
    path("viden/<int:case>/samtykke/", consenting.consent, name="consent"),
    path("viden/<int:case>/traek-tilbage/", consenting.withdraw, name="withdraw"),
    path("viden/<int:case>/udgaver/", record.record, name="record"),
    path("viden/<int:case>/udgaver/forskel/", record.changes, name="changes"),
    path("viden/<int:case>/udgaver/<int:number>/", record.version, name="version"),
    path("viden/<int:case>/maaling/<int:measure>.csv", portal.measure_csv, name="measure_csv"),
    path("viden/<int:case>/fil/", files.add, name="add_file"),
    path("viden/<int:case>/fil/<int:file>/", files.file, name="file"),
    path("viden/<int:case>/fil/<int:file>/fjern/", files.remove, name="remove_file"),
    path("viden/<int:case>/<slug:slug>/", portal.case, name="case"),
]
