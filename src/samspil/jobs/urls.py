"""Addresses of this room."""

from django.urls import path

from samspil.jobs import views

app_name = "jobs"
urlpatterns = [path("arbejde/<int:job_id>/", views.job, name="job")]
