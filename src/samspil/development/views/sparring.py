"""Pages of sparring: the overview, a question, and what one does with it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from samspil.development import forms, selectors, services
from samspil.development.models import Process, SparringAnswer, SparringOffer, SparringQuestion
from samspil.development.models import TestOfChange as Trial
from samspil.development.pages import sparring as pages
from samspil.development.selectors import QuestionView
from samspil.development.views.acts import REFUSALS, page, typed
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

GONE = (SparringQuestion.DoesNotExist, SparringAnswer.DoesNotExist, SparringOffer.DoesNotExist)


def attempt(request: HttpRequest, act: Callable[[], object], words: Promise) -> bool:
    """Do it and say so, or say why not; what is not there, or not theirs, says as much."""
    try:
        act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except GONE as error:
        raise Http404 from error
    except services.DevelopmentError as refusal:
        messages.error(request, str(REFUSALS[type(refusal)]))
        return False
    messages.success(request, str(words))
    return True


def sees(request: HttpRequest) -> None:
    """Let nobody in who has no part in sparring; they learn not even that there is something."""
    if not selectors.sees_sparring(viewer=viewer_of(request)):
        raise Http404


def readable_question(request: HttpRequest, question: int) -> QuestionView:
    """Return the question, or raise Http404 where there is none that this person may read."""
    view = selectors.sparring_question(viewer=viewer_of(request), question=question)
    if view is None:
        raise Http404
    return view


def said(request: HttpRequest) -> str:
    """Return the answer that came too late, so that nobody loses what was written."""
    typed_in = (request.POST.get(name, "").strip() for name in forms.GivenForm.base_fields)
    return "\n\n".join(words for words in typed_in if words)


def too_late(request: HttpRequest, question: int, view: QuestionView | None) -> HttpResponse:
    """Say kindly that a question was closed (``view``) or withdrawn, and give back what was typed.

    Raises Http404 for all who could not read it while it stood: to them there never was one.
    """
    if view is None and not selectors.was_withdrawn(viewer=viewer_of(request), question=question):
        raise Http404
    files = [one.name for one in request.FILES.values() if isinstance(one, UploadedFile)]
    context = {"view": view, "said": said(request), "files": files}
    return render(request, "development/sparring_late.html", context, status=410)


def own_question(request: HttpRequest, question: int) -> QuestionView:
    """Return a question of the viewer's own municipality; others get Http404 or are refused."""
    view = readable_question(request, question)
    if not view.row.is_own:
        raise PermissionDenied
    return view


@require_safe
@signed_in_only
def overview(request: HttpRequest) -> HttpResponse:
    """Who asks us, what have we asked, what is offered, and what have we promised?"""
    sees(request)
    viewer = viewer_of(request)
    lever = chosen_lever(request)
    context = {
        "to_us": selectors.questions_to_us(viewer=viewer),
        "ours": selectors.our_questions(viewer=viewer),
        "followed": selectors.followed_questions(viewer=viewer),
        "offers": selectors.sparring_offers(viewer=viewer, lever=lever),
        "lever": lever,
        "levers": selectors.lever_names(),
        "commitments": pages.own_commitments(viewer, timezone.now()),
        "editions": pages.followed_editions(viewer),
        "takes_part": bool(selectors.sparring_places(viewer=viewer)),
        "language": get_language(),
    }
    return render(request, "development/sparring_overview.html", context)


def chosen_lever(request: HttpRequest) -> int | None:
    """Return the lever that the address names; None for none, or for what is no lever."""
    wanted = request.GET.get("greb", "")
    return int(wanted) if wanted in {str(lever) for lever in selectors.lever_names()} else None


@require_safe
@signed_in_only
def question(request: HttpRequest, question: int) -> HttpResponse:
    """One question and its answers."""
    view = selectors.sparring_question(viewer=viewer_of(request), question=question)
    if view is None:
        return too_late(request, question, None)
    context = {"view": view, "close_form": forms.CloseForm()}
    return render(request, "development/sparring_question.html", context)


@page
@signed_in_only
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for help."""
    sees(request)
    viewer = viewer_of(request)
    places = selectors.sparring_places(viewer=viewer)
    if not places:
        raise PermissionDenied
    group = selectors.group_names(places[0]) if len(places) == 1 else ()
    form = forms.AskForm(places, _ties(request), group, typed(request), initial=_first(request))
    if request.method == "POST" and form.is_valid():
        answer = _ask(request, form)
        if answer is not None:
            return answer
    return render(request, "development/sparring_ask.html", {"form": form})


def _ties(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the own processes and tests that a question could belong to."""
    viewer = viewer_of(request)
    found = []
    for row in selectors.mine(viewer=viewer):
        view = selectors.process(viewer=viewer, process=row.id)
        if view is None or not selectors.sees_sparring_of(viewer=viewer, row=row):
            continue
        found.append((str(row.id), str(_("Processen: %(what)s") % {"what": _short(row.what)})))
        for test in view.tests:
            words = {"number": test.number, "question": _short(test.question)}
            name = str(_("Prøve %(number)s: %(question)s") % words)
            found.append((f"{row.id}.{test.id}", name))
    return found


def _short(text: str, longest: int = 70) -> str:
    return text if len(text) <= longest else text[: longest - 2] + " …"


def _first(request: HttpRequest) -> dict[str, object]:
    """Return the form's first values: what the address says the question is about."""
    tie = request.GET.get("om", "")
    # What goes along is ticked by who asks, never beforehand.
    first: dict[str, object] = {"tie": tie}
    number = tie.partition(".")[0]
    if number.isascii() and number.isdigit() and len(number) < 12:
        view = selectors.process(viewer=viewer_of(request), process=int(number))
        if view is not None:
            row = view.row
            teams = [f"{row.edition}/{row.code}/{sector}" for sector in row.sectors]
            places = selectors.sparring_places(viewer=viewer_of(request))
            ours = [one.value for one in places if one.value in teams]
            # Of a joint process it is for one's own team; who is on both must say which.
            if len(ours) == 1:
                first["team"] = ours[0]
            first["lever"] = next(iter(view.aim.levers), "")
    return first


def _ask(request: HttpRequest, form: forms.AskForm) -> HttpResponse | None:
    edition, code, sector = form.cleaned_data["team"].split("/")
    try:
        asked = services.ask(
            actor=viewer_of(request),
            edition=edition,
            municipality=code,
            sector=sector,
            question=form.ask(),
            audience=form.cleaned_data["audience"],
            tie=form.tied(),
        )
    except services.NobodyToAskError:
        form.add_error("audience", NOBODY[form.cleaned_data["audience"]])
        return None
    except services.DayPassedError:
        form.add_error("by_when", str(REFUSALS[services.DayPassedError]))
        return None
    except (Process.DoesNotExist, Trial.DoesNotExist):
        form.add_error("tie", _("Vælg noget fra det hold, I spørger for."))
        return None
    messages.success(request, _("Spørgsmålet er sendt. De spurgte får det i næste morgenbrev."))
    return redirect("development:sparring_question", question=asked.pk)


NOBODY = {
    "group": _("Der er ikke dannet en sparringsgruppe endnu. Spørg hele partnerskabet."),
    "everybody": _("Der er ingen andre i partnerskabet endnu."),
    "adopted": _(
        "Ingen har endnu gjort noget på samme greb til praksis. Spørg jeres gruppe eller hele "
        "partnerskabet."
    ),
}


@page
@signed_in_only
def change_question(request: HttpRequest, question: int) -> HttpResponse:
    """Correct one's question."""
    view = own_question(request, question)
    form = forms.WordsForm(typed(request), initial=forms.words_of(view.row))
    if request.method == "POST" and form.is_valid():
        words = forms.ask_of(form.cleaned_data, view.row.lever)
        done = attempt(
            request,
            lambda: services.change_question(
                actor=viewer_of(request), question=question, words=words
            ),
            _("Spørgsmålet er rettet."),
        )
        # Closed or withdrawn by a colleague meanwhile: the words stay where they were typed.
        if done:
            return redirect("development:sparring_question", question=question)
    return render(request, "development/sparring_change.html", {"view": view, "form": form})


@require_POST
@signed_in_only
def close_question(request: HttpRequest, question: int) -> HttpResponse:
    """Close one's question with a word."""
    view = own_question(request, question)
    form = forms.CloseForm(request.POST)
    if not form.is_valid():
        context = {"view": view, "close_form": form}
        return render(request, "development/sparring_question.html", context)
    done = attempt(
        request,
        lambda: services.close_question(
            actor=viewer_of(request), question=question, last_word=form.cleaned_data["last_word"]
        ),
        _("Spørgsmålet er lukket."),
    )
    if not done:
        context = {"view": view, "close_form": form}
        return render(request, "development/sparring_question.html", context)
    return redirect("development:sparring_question", question=question)


@require_POST
@signed_in_only
def withdraw_question(request: HttpRequest, question: int) -> HttpResponse:
    """Take one's question back."""
    own_question(request, question)
    done = attempt(
        request,
        lambda: services.withdraw_question(actor=viewer_of(request), question=question),
        _("Spørgsmålet er trukket tilbage."),
    )
    if done:
        return redirect("development:sparring")
    return redirect("development:sparring_question", question=question)


@require_POST
@signed_in_only
def bring_question(request: HttpRequest, question: int) -> HttpResponse:
    """Bring one's question to the next network day."""
    own_question(request, question)
    attempt(
        request,
        lambda: services.bring_question(actor=viewer_of(request), question=question),
        _("Spørgsmålet er taget med til næste netværksdag, hvor alle kan læse det."),
    )
    return redirect("development:sparring_question", question=question)
