"""Addresses of this room."""

from django.urls import path

from samspil.letters import views

app_name = "letters"
urlpatterns = [
    path("eksempel/post/", views.outbox, name="outbox"),
    path("eksempel/post/<int:letter_id>/", views.letter, name="letter"),
    path("post/", views.stuck, name="stuck"),
    path("post/<int:letter_id>/send-igen/", views.send_again, name="send_again"),
]
