"""Addresses of this room."""

from django.urls import path

from samspil.knowledge.views import portal, searching, writing

app_name = "knowledge"
urlpatterns = [
    path("viden/", portal.portal, name="portal"),
    path("viden/mine/", portal.mine, name="mine"),
    path("viden/redaktion/", portal.desk, name="desk"),
    path("viden/redaktion/soegninger/", searching.misses, name="misses"),
    path("viden/fra-proces/<int:process>/", writing.from_process, name="from_process"),
    path("viden/<int:case>/", portal.case, name="short"),
    path("viden/<int:case>/ret/", writing.edit, name="edit"),
    path("viden/<int:case>/indsend/", writing.submit, name="submit"),
    path("viden/<int:case>/udgiv/", writing.publish, name="publish"),
    path("viden/<int:case>/traek-tilbage/", writing.withdraw, name="withdraw"),
    path("viden/<int:case>/<slug:slug>/", portal.case, name="case"),
]
