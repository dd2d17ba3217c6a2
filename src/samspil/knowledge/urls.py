"""Addresses of this room."""

from django.urls import path

from samspil.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("viden/", views.portal, name="portal"),
    path("viden/mine/", views.mine, name="mine"),
    path("viden/redaktion/", views.desk, name="desk"),
    path("viden/fra-proces/<int:process>/", views.from_process, name="from_process"),
    path("viden/<int:case>/", views.case, name="short"),
    path("viden/<int:case>/ret/", views.edit, name="edit"),
    path("viden/<int:case>/indsend/", views.submit, name="submit"),
    path("viden/<int:case>/udgiv/", views.publish, name="publish"),
    path("viden/<int:case>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("viden/<int:case>/<slug:slug>/", views.case, name="case"),
]
