"""One's own page, and the door of a personal sign-in link."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspil.people import rules, selectors, services

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """What may I do here, and what was done about my municipality?"""
    viewer = selectors.viewer_of(request)
    context = {
        "roles": selectors.role_rows(viewer),
        "may_tend_roles": selectors.may_tend_roles(viewer),
        "is_owner": rules.is_owner(viewer),
        "trails": selectors.audit_trails(viewer),
    }
    return render(request, "people/me.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by a personal link: a button to press, since mail filters open links too."""
    try:
        if request.method == "POST":
            user = services.sign_in_by_link(token=token)
            login(request, user, backend=BACKEND)
            return redirect("home")
        link = services.peek_link(token=token, purpose=services.SIGN_IN)
        context: dict[str, object] = {"person": link.user}
        response = render(request, "people/sign_in_link.html", context)
    except services.LinkRefusedError as refusal:
        context = {"reason": refusal.reason}
        response = render(request, "people/link_refused.html", context, status=404)
    # The address holds the secret: no other page may learn it.
    response["Referrer-Policy"] = "no-referrer"
    return response
