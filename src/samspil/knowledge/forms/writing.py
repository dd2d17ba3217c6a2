"""Writing a text, and beginning one."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspil.development import selectors as development
from samspil.documents.fields import NoCprField
from samspil.knowledge import sentences
from samspil.knowledge.forms.choices import lever_choices, theme_choices
from samspil.knowledge.selectors import Draft, Place
from samspil.knowledge.services import CaseText

LONGEST = 20_000
MOST_SOURCES = 30
_ENGLISH = ("title_en", "summary_en", "body_en", "uncertain_en")
_ADDRESS = re.compile(r"https?://\S+")
_NOT_AN_ADDRESS = re.compile(r"\b(?:javascript|data|vbscript|file):", re.IGNORECASE)


class SourcesField(NoCprField):
    """Sources, one a line: a name and, where there is one, its address."""

    def clean(self, value: str) -> Any:  # noqa: ANN401
        """Return pairs of name and address; a line with an address alone is named by it."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_SOURCES:
            raise ValidationError(_("Højst 30 kilder, tak. Vælg de vigtigste."), code="many")
        return tuple(map(_source, lines))


def _source(line: str) -> tuple[str, str]:
    if _NOT_AN_ADDRESS.search(line):
        raise ValidationError(
            _("En adresse begynder med https:// eller http://. Se på linjen “%(line)s”."),
            code="address",
            params={"line": line[:80]},
        )
    found = _ADDRESS.search(line)
    url = found[0] if found else ""
    name = line.replace(url, "").strip(" ,:;-–") if url else line
    return (name or url)[:300], url[:500]


class CaseForm(forms.Form):
    """A text. It tells of practice, never of a child."""

    title = NoCprField(label=_("Titel"), max_length=160)
    summary = NoCprField(
        label=_("Kort fortalt"),
        help_text=_("To-tre sætninger: hvad prøvede I, og hvad kom der ud af det?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = NoCprField(
        label=_("Hele historien"),
        help_text=_(
            "Skriv om praksis, aldrig om et barn: hvad gjorde de voksne, hvor og hvor længe, hvem "
            "var med, og hvad ville I gøre om? I stedet for »en dreng på 9 år i 3.b« så »enkelte "
            "elever i indskolingen«. Tom linje giver nyt afsnit, ## først på linjen en overskrift, "
            "- et punkt."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    trials = forms.TypedMultipleChoiceField(
        label=_("Hvilke prøver fortæller I om?"),
        help_text=_("Tag gerne dem med, der ikke gik som ventet."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    measures = forms.TypedMultipleChoiceField(
        label=_("Hvilke målinger viser I?"),
        help_text=_(
            "Tallene kopieres, som de er den dag. Målepunkter om få kommer aldrig med, og de "
            "bliver heller ikke regnet med i linjerne."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    measures_anew = forms.BooleanField(
        label=_("Hent tallene igen, som de er i dag"), required=False
    )
    uncertain = NoCprField(
        label=_("Hvad er usikkert?"),
        help_text=_("Det, I ikke ved endnu, eller som måske kun gælder hos jer."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sources = SourcesField(
        label=_("Kilder"),
        help_text=_("En på hver linje: navnet og så adressen, hvis den har en."),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=tuple(sentences.KINDS.items()))
    sector = forms.ChoiceField(
        label=_("Område"),
        required=False,
        choices=lambda: [("", _("Skole og dagtilbud")), *development.sector_names().items()],
    )
    levers = forms.TypedMultipleChoiceField(
        label=_("Hvilke greb handler det om?"),
        coerce=int,
        required=False,
        choices=lever_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=_("Hvilke temaer handler det om?"),
        required=False,
        choices=theme_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    transition = forms.BooleanField(
        label=_("Den handler om overgangen fra dagtilbud til skole"), required=False
    )
    title_en = NoCprField(
        label=_("Titel på engelsk"),
        help_text=_("Kun hvis teksten også skal findes på engelsk."),
        max_length=160,
        required=False,
    )
    summary_en = NoCprField(
        label=_("Kort fortalt på engelsk"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body_en = NoCprField(
        label=_("Hele historien på engelsk"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    uncertain_en = NoCprField(
        label=_("Hvad er usikkert, på engelsk"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contact = NoCprField(
        label=_("Hvem må andre spørge?"),
        help_text=_("En rolle eller en fælles mailadresse. Vises kun, hvis I siger ja til det."),
        max_length=160,
        required=False,
    )
    scope = forms.ChoiceField(label=_("Hvem må læse den?"), widget=forms.RadioSelect)

    def __init__(
        self,
        draft: Draft,
        *args: Any,  # noqa: ANN401
        audience: Mapping[str, str] | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        names = ("title", "summary", "body", "kind", "levers", "scope", "uncertain", "contact",
                 "sector", "transition")  # fmt: skip
        first = {name: getattr(draft, name) for name in names} | {"trials": draft.told}
        first["measures"] = draft.shown
        first |= dict(zip(_ENGLISH, draft.english, strict=True))
        first["themes"] = list(draft.themes)
        first["sources"] = "\n".join(" ".join(one).strip() for one in draft.sources)
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        self._draft = draft
        self._offer_trials()
        self._offer_measures()
        self._offer_circles(audience or {})
        if not draft.is_own:
            del self.fields["sector"]
        if not (draft.is_own or any(draft.english)):
            for name in _ENGLISH:
                del self.fields[name]

    def _offer_trials(self) -> None:
        trials = self.fields["trials"]
        if self._draft.trials and isinstance(trials, forms.TypedMultipleChoiceField):
            trials.choices = [(one.number, one.question) for one in self._draft.trials]
        else:
            del self.fields["trials"]

    def _offer_measures(self) -> None:
        measures = self.fields["measures"]
        if self._draft.measures and isinstance(measures, forms.TypedMultipleChoiceField):
            measures.choices = [
                (one.id, f"{one.name} ({date_format(one.copied_on, 'DATE_FORMAT')})")
                for one in self._draft.measures
            ]
        else:
            del self.fields["measures"]
        if not (self._draft.shown and self._draft.is_draft):
            del self.fields["measures_anew"]

    def _offer_circles(self, audience: Mapping[str, str]) -> None:
        scope = self.fields["scope"]
        if not self._draft.is_draft:
            # Once consent is given the circle is changed by publishing, within the consent.
            del self.fields["scope"]
        elif isinstance(scope, forms.ChoiceField):
            scope.choices = circle_choices(self._draft.circles, audience)

    def clean(self) -> dict[str, Any]:
        """A text in English has a title and a summary there, or its page would have neither."""
        cleaned = super().clean() or self.cleaned_data
        english = [bool(cleaned.get(name)) for name in _ENGLISH]
        missing = _("Skriv den også på engelsk, eller lad alt engelsk stå tomt.")
        for name, written in zip(_ENGLISH[:2], english, strict=False):
            if name in self.fields and any(english) and not written and name not in self.errors:
                self.add_error(name, missing)
        return cleaned

    def text(self) -> CaseText:
        """Return what was written; call after ``is_valid``."""
        written = self.cleaned_data
        has_english = all(name in written for name in _ENGLISH)
        return CaseText(
            title=written["title"],
            summary=written["summary"],
            body=written["body"],
            kind=written["kind"],
            levers=tuple(written["levers"]),
            scope=written.get("scope", self._draft.scope),
            uncertain=written["uncertain"],
            contact=written["contact"],
            trials=tuple(written.get("trials", ())),
            measures=tuple(written.get("measures", ())),
            measures_anew=written.get("measures_anew", False),
            themes=tuple(written["themes"]),
            transition=written["transition"],
            english=(
                (written["title_en"], written["summary_en"], written["body_en"],
                 written["uncertain_en"]) if has_english else None
            ),
            sources=written["sources"],
            sector=written.get("sector"),
        )  # fmt: skip


def circle_choices(circles: tuple[str, ...], audience: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the circles with who each of them is right now: "Vores sparringsgruppe: I og …"."""
    words = {circle: str(sentences.SCOPES[circle]) for circle in circles}
    return [
        (circle, f"{name}: {audience[circle]}" if circle in audience else name)
        for circle, name in words.items()
    ]


class BeginForm(forms.Form):
    """A text from nothing: by whom, what sort, what it is about."""

    place = forms.ChoiceField(label=_("Hvem skriver?"))
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=tuple(sentences.KINDS.items()))
    title = NoCprField(label=_("Titel"), max_length=160)
    summary = NoCprField(
        label=_("Kort fortalt"),
        help_text=_("To-tre sætninger. Resten skriver I på næste side."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, places: list[Place], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._places = {one.value: one for one in places}
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.choices = [(one.value, one.label) for one in places]

    def chosen(self) -> Place:
        """Return where the text is written; call after ``is_valid``."""
        return self._places[self.cleaned_data["place"]]
