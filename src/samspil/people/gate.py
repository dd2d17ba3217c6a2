"""The door before pages of people's own: signed out one is asked in, and comes back."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from samspil.people.selectors import viewer_of


def signed_in_only[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Ask a signed-out visitor to sign in and come back, whether or not the page exists.

    Who is signed in meets the view, which refuses with PermissionDenied (403) where the right is
    missing. What a signed-out form sends is refused by a page that says how to save it after all;
    a form that is sent in the background learns it by 401 and keeps what was typed.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if viewer_of(request).is_signed_in:
            return view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        raise PermissionDenied

    return guarded
