"""Addresses of this room."""

from django.urls import path

from samspil.screening import views
from samspil.screening.circle import views as circle
from samspil.screening.workshop import views as workshop

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
    path("foranalyse/<int:screening_id>/workshop/", workshop.workshops, name="workshops"),
    path("foranalyse/<int:screening_id>/workshop/begynd/", workshop.begin, name="workshop_begin"),
    path("workshop/<int:workshop_id>/", workshop.screen, name="workshop_screen"),
    path("workshop/<int:workshop_id>/nu/", workshop.pulse, name="workshop_pulse"),
    path("workshop/<int:workshop_id>/gaa/", workshop.put, name="workshop_put"),
    path("workshop/<int:workshop_id>/vis/", workshop.show, name="workshop_show"),
    path("workshop/<int:workshop_id>/enige/", workshop.agree, name="workshop_agree"),
    path("workshop/<int:workshop_id>/luk/", workshop.close, name="workshop_close"),
    path("stem/", workshop.door, name="workshop_door"),
    path("stem/<str:code>/", workshop.phone, name="workshop_phone"),
    path("stem/<str:code>/stem/", workshop.vote, name="workshop_vote"),
    path("stem/<str:code>/nu/", workshop.news, name="workshop_news"),
    path("foranalyse/<int:screening_id>/afslut/", views.finish, name="finish"),
    path("foranalyse/<int:screening_id>/slides.pptx", views.slides, name="slides"),
    path(
        "kommuner/<str:code>/slides/<str:sector>.pptx",
        views.municipality_slides,
        name="municipality_slides",
    ),
]
