"""Pages that a personal link in a letter opens, signed out: answer a question; get fewer letters.

A link opens its own question for its own person, and nothing else.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from samspil.development import forms, selectors, services
from samspil.development.views.acts import page, typed
from samspil.development.views.sparring import said
from samspil.people.services import LinkRefusedError

type _Page = Callable[[HttpRequest, str], HttpResponse]


def _by_link(shut: str) -> Callable[[_Page], _Page]:
    """Say why where a link opens nothing, and keep its secret out of what browsers tell others.

    ``shut`` is the template that says it, in words about what the link was for.
    """

    def guard(view: _Page) -> _Page:
        @never_cache
        @page
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            try:
                response = view(request, token)
            except LinkRefusedError as refusal:
                context = {"reason": refusal.reason, "said": said(request)}
                status = 404 if refusal.reason == "unknown" else 410
                response = render(request, shut, context, status=status)
            # Not ``no-referrer``: under it browsers send ``Origin: null`` with forms, which the
            # protection against forged forms rightly refuses.
            response["Referrer-Policy"] = "strict-origin"
            response["X-Robots-Tag"] = "noindex"
            return response

        return guarded

    return guard


@_by_link("development/sparring_shut.html")
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the question by the link."""
    question, viewer = services.behind_link(token=token)
    view = selectors.sparring_question(viewer=viewer, question=question.pk)
    if view is None:
        raise LinkRefusedError("revoked")
    form = forms.GivenForm(typed(request), initial=forms.given_of(view.mine))
    if request.method == "POST" and view.may_answer and form.is_valid():
        try:
            services.give_by_link(token=token, given=form.given())
        except services.NotOpenError:
            # Closed while it was written: the page says so, and shows what was written.
            view = selectors.sparring_question(viewer=viewer, question=question.pk) or view
        else:
            return redirect(f"{reverse('development:sparring_answer_link', args=[token])}?gemt")
    is_kept = "gemt" in request.GET and view.mine
    context = {"view": view, "form": form, "is_kept": is_kept, "said": said(request)}
    return render(request, "development/sparring_link.html", context)


@_by_link("development/sparring_rhythm_shut.html")
def rhythm(request: HttpRequest, token: str) -> HttpResponse:
    """Say by the link how often one wants letters."""
    user = services.behind_choice(token=token)
    form = forms.RhythmForm(typed(request), initial={"rhythm": selectors.rhythm_of(user)})
    if request.method == "POST" and form.is_valid():
        services.choose_rhythm_by_link(token=token, rhythm=form.cleaned_data["rhythm"])
        here = reverse("development:sparring_rhythm_link", args=[token])
        return redirect(f"{here}?gemt")
    context = {"form": form, "is_kept": "gemt" in request.GET, "by_link": True}
    return render(request, "development/sparring_rhythm.html", context)
