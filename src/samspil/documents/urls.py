"""Addresses of this room."""

from django.urls import path

from samspil.documents import views

app_name = "documents"
urlpatterns = [path("dokumenter/<int:document_id>/", views.document, name="document")]
