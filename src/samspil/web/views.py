"""The home page and the pages that belong to the whole house."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Say what this is and what has been learned lately."""
    return render(request, "web/home.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the product is and whom to tell."""
    return render(request, "web/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about people and why."""
    return render(request, "web/privacy.html")


def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer a watchdog: 200 when the database answers."""
    connection.ensure_connection()
    return JsonResponse({"status": "ok"})
