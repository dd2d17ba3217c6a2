"""The server says which typed words it has taken; the page that keeps them forgets those alone."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from samspil.web.middleware import KEPT_COOKIE, kept_words

SENT = "mibz3k1a4f7c2d9e"


def answer(response, *, kept=SENT, method="post", earlier=""):
    """What the middleware makes of a form that was answered so: the cookie, or nothing."""
    request = getattr(RequestFactory(), method)("/udvikling/ny/", {"kept": kept})
    request.COOKIES[KEPT_COOKIE] = earlier
    given = kept_words(lambda _request: response)(request)
    cookie = given.cookies.get(KEPT_COOKIE)
    return cookie and cookie.value


def test_a_form_that_sends_its_reader_on_was_taken():
    assert answer(HttpResponseRedirect("/udvikling/1/")) == SENT


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("Noget mangler"),
        HttpResponse(status=403),
        HttpResponse(status=500),
        HttpResponseRedirect("/konto/login/?next=/udvikling/ny/"),
    ],
)
def test_an_error_or_a_lost_session_takes_nothing(response):
    assert answer(response) is None


@pytest.mark.parametrize("kept", ["", "kort", "A" * 12, "a;b=c;d=e;", "å" * 12, SENT + "\n" * 9])
def test_a_name_that_no_page_gives_is_not_repeated(kept):
    assert answer(HttpResponseRedirect("/"), kept=kept) is None


def test_reading_takes_nothing():
    assert answer(HttpResponseRedirect("/"), method="get") is None


def test_two_forms_sent_at_once_are_both_named_and_no_more_than_ten():
    assert answer(HttpResponseRedirect("/"), earlier="ab12cd34.<b>") == f"ab12cd34.{SENT}"
    many = ".".join(f"ab12cd{number}" for number in range(10, 30))
    assert len(answer(HttpResponseRedirect("/"), earlier=many).split(".")) == 10
