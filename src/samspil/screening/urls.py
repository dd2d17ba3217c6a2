"""Addresses of this room."""

from django.urls import path

from samspil.screening import views
from samspil.screening.circle import views as circle

app_name = "screening"
urlpatterns = [
    path("foranalyse/", views.index, name="index"),
    path("foranalyse/begynd/", views.start, name="start"),
    path("foranalyse/<int:screening_id>/", views.show, name="show"),
    path("foranalyse/<int:screening_id>/greb/<int:lever>/", views.judge, name="judge"),
    path("foranalyse/<int:screening_id>/fund/", views.add_finding, name="add_finding"),
    path("foranalyse/<int:screening_id>/kreds/", circle.circle, name="circle"),
    path("foranalyse/<int:screening_id>/kreds/spoerg/", circle.ask, name="circle_ask"),
    path("foranalyse/<int:screening_id>/kreds/mind/", circle.remind, name="circle_remind"),
    path("foranalyse/<int:screening_id>/kreds/luk/", circle.close, name="circle_close"),
    path("foranalyse/<int:screening_id>/kreds/traek/", circle.take_back, name="circle_take_back"),
    path("foranalyse/<int:screening_id>/afslut/", views.finish, name="finish"),
    path("foranalyse/<int:screening_id>/slides.pptx", views.slides, name="slides"),
    path(
        "kommuner/<str:code>/slides/<str:sector>.pptx",
        views.municipality_slides,
        name="municipality_slides",
    ),
]
