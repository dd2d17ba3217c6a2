"""The page on which a block from a spreadsheet is pasted, seen line by line, and kept."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspil.figures import services
from samspil.figures.forms.own import PasteForm
from samspil.figures.pages import own_paste as pages
from samspil.figures.selectors.own_paste import PasteCheck, paste_check
from samspil.figures.sentences import own as own_sentences
from samspil.figures.services.own import (
    ChangedSinceSeenError,
    DoubtfulError,
    EntryRefusedError,
    Kept,
)
from samspil.figures.views.own import signed_in, writable
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def own_paste(request: HttpRequest, code: str) -> HttpResponse:
    """Paste a block; see how it was read; keep it when it is right."""
    page = writable(request, code)
    form = PasteForm(request.POST if request.method == "POST" else None)
    check = None
    if request.method == "POST" and form.is_valid():
        check = _check(request, code, form)
        if request.POST.get("act") == "save" and _may_save(form, check):
            kept = _save(request, code, form, check)
            if kept is not None:
                messages.success(request, own_sentences.kept(kept.new, kept.replaced, kept.same))
                return redirect("figures:own", code=code)
            check = _check(request, code, form)
        _remember(form, check)
    context = {"municipality": page.municipality, "form": form, **pages.paste(check)}
    return render(request, "figures/own_paste.html", context)


def _check(request: HttpRequest, code: str, form: PasteForm) -> PasteCheck:
    text, source = form.cleaned_data["text"], form.cleaned_data["source"]
    return paste_check(viewer=viewer_of(request), code=code, text=text, source=source)


def _may_save(form: PasteForm, check: PasteCheck) -> bool:
    """Whether what was seen is right; otherwise the form says what is missing."""
    if form.cleaned_data["shown"] != form.digest:
        form.add_error(
            None, _("Se rækkerne igennem, og tryk så Gem. De er ændret, siden I så dem.")
        )
    elif check.block.complaints or not check.entries:
        form.add_error("text", _("Der er ingen rækker at gemme."))
    elif check.wrong and not form.cleaned_data["leave_out"]:
        form.add_error("leave_out", _("Ret rækkerne, eller sæt kryds for at udelade dem."))
    else:
        if check.doubts and not form.cleaned_data["confirmed"]:
            form.add_error("confirmed", _("Se på de tal, der spørges til, og sæt kryds."))
        if check.asks_for_word and not form.cleaned_data["vouched"]:
            form.add_error("vouched", _("Sæt kryds, når I har set efter."))
    return not form.errors


def _save(request: HttpRequest, code: str, form: PasteForm, check: PasteCheck) -> Kept | None:
    """Keep the block; None, with words on the form, where it must be seen again."""
    try:
        return services.type_figures(
            actor=viewer_of(request),
            municipality=code,
            entries=check.entries,
            seen=form.cleaned_data["seen"],
            vouched=form.cleaned_data["vouched"],
            confirmed=form.cleaned_data["confirmed"],
        )
    except NotAllowedError as error:
        raise PermissionDenied from error
    except ChangedSinceSeenError:
        words = _("En kollega har ændret nogle af tallene. Se rækkerne igennem igen.")
    except DoubtfulError:
        words = _("Nogle af tallene ser forkerte ud. Se rækkerne igennem igen.")
    except EntryRefusedError:
        words = _("Noget er galt med en af rækkerne. Se dem igennem igen.")
    form.add_error(None, words)
    return None


def _remember(form: PasteForm, check: PasteCheck) -> None:
    """Put into the page what it shows, so that saving is about just that."""
    form.data = {**_plain(form.data), "seen": check.seen, "shown": form.digest}


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in data}
