"""Forms for what an edition is, offers and costs."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from samspil.documents.fields import NoCprField
from samspil.programmes import words
from samspil.programmes.edition_file import Stated
from samspil.programmes.forms.edition_base import (
    SECTORS,
    SHORT,
    Group,
    PartForm,
    amount,
    by_sector,
    date_field,
    kroner_field,
    lines_of,
    number_field,
    piece,
    replaced,
    statement,
    table,
    without_empty,
)


class DescriptionForm(PartForm):
    """What it is called, what it is, who invites whom."""

    keys: ClassVar = (
        "title", "summary", "invited_by", "invited_on", "invited_when", "audience", "selection",
        "selection_basis", "registration_url", "author", "checked_by",
    )  # fmt: skip

    def build(self) -> None:
        """Add the fields."""
        stated = self.stated
        basis = table(stated.get("selection_basis"))
        self.add_words("title", _("Titel"), table(stated.get("title")), required=True)
        self.add_words(
            "summary", _("Kort fortalt"), table(stated.get("summary")), required=True, long=True
        )
        self.add(
            "invited_by",
            NoCprField(
                label=_("Hvem inviterer?"),
                help_text=_("Én på hver linje."),
                max_length=SHORT,
                widget=forms.Textarea({"rows": 2}),
            ),
            "\n".join(str(one) for one in stated.get("invited_by") or ()),
        )
        self.add_words(
            "invited_when",
            _("Hvornår inviteres der?"),
            table(stated.get("invited_when")),
            required=True,
        )
        self.add("invited_on", date_field(_("Dato for invitationen")), stated.get("invited_on"))
        self.add_words(
            "audience", _("Hvem er målgruppen?"), table(stated.get("audience")), required=True
        )
        choices = [("open", _("Alle kommuner")), ("targeted", _("Udvalgte kommuner"))]
        self.add(
            "selection",
            forms.ChoiceField(
                label=_("Hvem inviteres?"), choices=choices, widget=forms.RadioSelect
            ),
            stated.get("selection"),
        )
        self.add_words(
            "selection_basis",
            _("Hvordan er de valgt?"),
            table(basis.get("text")),
            required=True,
            long=True,
        )
        self.add(
            "author",
            NoCprField(label=_("Skrevet af"), max_length=SHORT),
            stated.get("author"),
        )
        self.add(
            "checked_by",
            NoCprField(
                label=_("Gennemlæst af"),
                help_text=_("En anden end den, der skrev. Tomt, til nogen har læst det."),
                required=False,
                max_length=SHORT,
            ),
            stated.get("checked_by"),
        )

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        what = (self.pair("title"), self.pair("summary"))
        who = (
            (self["invited_by"],),
            self.pair("invited_when"),
            (self["invited_on"],),
            self.pair("audience"),
            (self["selection"],),
            self.pair("selection_basis"),
        )
        review = ((self["author"], self["checked_by"]),)
        return [
            Group(_("Hvad er det?"), what),
            Group(_("Hvem inviterer hvem?"), who),
            Group(_("Hvem står bag ordene?"), review),
        ]

    def change(self, draft: Stated) -> Stated:
        """Return the draft with this part."""
        given = self.cleaned_data
        day: dt.date | None = given["invited_on"]
        basis = {"id": "selection", "text": self.said("selection_basis")}
        return replaced(
            draft,
            title=self.said("title"),
            summary=self.said("summary"),
            invited_by=lines_of(given["invited_by"]),
            invited_when=self.said("invited_when"),
            invited_on=day.isoformat() if day else None,
            audience=self.said("audience"),
            selection=given["selection"],
            selection_basis=piece(draft.get("selection_basis"), basis),
            author=given["author"],
        ) | {"checked_by": given["checked_by"]}


class OffersForm(PartForm):
    """Which sectors have a partnership, and what it is."""

    keys: ClassVar = ("sectors",)

    def build(self) -> None:
        """Add the fields of each sector."""
        standing = by_sector(self.stated)
        for sector in SECTORS:
            offer = standing.get(sector)
            said = offer or {}
            ages = table(said.get("ages"))
            name = words.sector(sector)
            self.add(
                f"{sector}_offered",
                forms.BooleanField(
                    label=_("Der er et partnerskab for %(sector)s") % {"sector": name},
                    required=False,
                ),
                offer is not None,
            )
            self.add_words(f"{sector}_title", _("Titel"), table(said.get("title")))
            self.add_words(f"{sector}_about", _("Indhold"), table(said.get("about")), long=True)
            self.add(
                f"{sector}_youngest", number_field(_("Yngste, år"), 0, 18), ages.get("youngest")
            )
            self.add(f"{sector}_oldest", number_field(_("Ældste, år"), 0, 18), ages.get("oldest"))

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        return [
            Group(
                words.sector(sector).capitalize(),
                (
                    (self[f"{sector}_offered"],),
                    self.pair(f"{sector}_title"),
                    self.pair(f"{sector}_about"),
                    (self[f"{sector}_youngest"], self[f"{sector}_oldest"]),
                ),
            )
            for sector in SECTORS
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for words where there is an offer, and for both ages or none."""
        given = super().clean()
        offered = [sector for sector in SECTORS if given.get(f"{sector}_offered")]
        if not offered:
            self.add_error("daycare_offered", _("Vælg mindst ét partnerskab."))
        for sector in offered:
            for part in ("title", "about"):
                if not self.said(f"{sector}_{part}") and f"{sector}_{part}_da" not in self.errors:
                    self.add_error(f"{sector}_{part}_da", _("Mangler. Udfyld det."))
            youngest, oldest = (given.get(f"{sector}_{one}") for one in ("youngest", "oldest"))
            if (youngest is None) != (oldest is None):
                self.add_error(f"{sector}_oldest", _("Skriv både yngste og ældste, eller ingen."))
            elif youngest is not None and oldest is not None and oldest < youngest:
                self.add_error(f"{sector}_oldest", _("Den ældste er yngre end den yngste."))
        return given

    def change(self, draft: Stated) -> Stated:
        """Return the draft with these sectors; a sector that goes takes its prices with it."""
        offered = [one for one in SECTORS if self.cleaned_data[f"{one}_offered"]]
        standing = by_sector(draft)
        sectors = [self._offer(one, standing.get(one)) for one in offered]
        return replaced(draft, sectors=sectors) | _without_sectors(draft, offered)

    def _offer(self, sector: str, old: Stated | None) -> Stated:
        given = self.cleaned_data
        youngest, oldest = given[f"{sector}_youngest"], given[f"{sector}_oldest"]
        ages: Stated | None = None
        if youngest is not None:
            standing = table(old).get("ages")
            ages = piece(standing, {"youngest": youngest, "oldest": oldest})
        said = without_empty(
            sector=sector,
            title=self.said(f"{sector}_title"),
            about=self.said(f"{sector}_about"),
            ages=ages,
        )
        return piece(old, said)


def _without_sectors(draft: Stated, offered: list[str]) -> Stated:
    """Return the parts that go by sector, without those no longer offered."""
    parts: Stated = {}
    if prices := table(draft.get("prices")):
        for key in ("partnership", "pre_analysis"):
            if key in prices:
                prices[key] = {one: price for one, price in prices[key].items() if one in offered}
            if len(prices.get(key, {})) < len(SECTORS):
                prices.pop(f"{key}_bundle", None)
        if not prices.get("pre_analysis", True):
            del prices["pre_analysis"]
        parts["prices"] = prices
    if capacity := table(draft.get("capacity")):
        parts["capacity"] = {one: most for one, most in capacity.items() if one in offered}
    return parts


class PricesForm(PartForm):
    """What it costs. With no price at all an edition says so, and takes none."""

    keys: ClassVar = ("prices", "pre_analysis", "process_support")

    def build(self) -> None:
        """Add the fields of the sectors offered."""
        prices = table(self.stated.get("prices"))
        self.sectors = [one for one in SECTORS if one in by_sector(self.stated)]
        choices = [
            ("exclusive", _("Uden moms; 25 pct. lægges til")),
            ("unspecified", _("Ikke oplyst; der kan ikke faktureres, før det er afgjort")),
        ]
        self.add(
            "prices_vat_basis",
            forms.ChoiceField(
                label=_("Hvad siges om moms?"), choices=choices, widget=forms.RadioSelect
            ),
            prices.get("vat_basis", "exclusive"),
        )
        for kind in ("partnership", "pre_analysis"):
            standing = table(prices.get(kind))
            for sector in self.sectors:
                label = words.item(f"{kind}:{sector}")
                initial = _decimal(standing.get(sector))
                self.add(f"prices_{kind}_{sector}", kroner_field(label), initial)
            both = kroner_field(words.item(f"{kind}:both"))
            self.add(f"prices_{kind}_bundle", both, _decimal(prices.get(f"{kind}_bundle")))
        extra = kroner_field(_("Ekstra deltager"))
        extra.help_text = _("Tomt, når der ikke kan købes flere pladser.")
        self.add("prices_extra_participant", extra, _decimal(prices.get("extra_participant")))
        self.add_words(
            "prices_covers", _("Hvad dækker prisen?"), table(prices.get("covers")), long=True
        )
        for name, label in (
            ("pre_analysis", _("Om foranalysen")),
            ("process_support", _("Om processtøtte")),
        ):
            said = table(table(self.stated.get(name)).get("text"))
            self.add_words(name, label, said, long=True)

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        prices, analyses = (
            tuple((self[f"prices_{kind}_{sector}"],) for sector in self.sectors)
            + (((self[f"prices_{kind}_bundle"],),) if len(self.sectors) > 1 else ())
            for kind in ("partnership", "pre_analysis")
        )
        return [
            Group(
                _("Partnerskab"),
                (
                    *prices,
                    (self["prices_extra_participant"],),
                    (self["prices_vat_basis"],),
                    self.pair("prices_covers"),
                ),
                _("Lad alle priser stå tomme, hvis der ikke er nogen pris."),
            ),
            Group(_("Foranalyse"), (*analyses, self.pair("pre_analysis"))),
            Group(_("Processtøtte uden fast pris"), (self.pair("process_support"),)),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for every price or none; for words where there are prices."""
        given = super().clean()
        priced = {one: given.get(f"prices_partnership_{one}") for one in self.sectors}
        others = [
            price
            for name, price in given.items()
            if name.startswith("prices_") and isinstance(price, Decimal)
        ]
        for sector, price in priced.items():
            field = f"prices_partnership_{sector}"
            if price is None and others and field not in self.errors:
                self.add_error(field, _("Mangler. Skriv 0, hvis det ikke koster noget."))
        if others and not self.said("prices_covers") and "prices_covers_da" not in self.errors:
            self.add_error("prices_covers_da", _("Mangler. Udfyld det."))
        return given

    def change(self, draft: Stated) -> Stated:
        """Return the draft with these prices."""
        given = self.cleaned_data
        by_kind = {
            kind: without_empty(
                **{one: amount(given[f"prices_{kind}_{one}"]) for one in self.sectors}
            )
            for kind in ("partnership", "pre_analysis")
        }
        prices: Stated | None = None
        if by_kind["partnership"]:
            said = without_empty(
                vat_basis=given["prices_vat_basis"],
                partnership_bundle=amount(given["prices_partnership_bundle"]),
                extra_participant=amount(given["prices_extra_participant"]),
                pre_analysis_bundle=amount(given["prices_pre_analysis_bundle"]),
                covers=self.said("prices_covers"),
                **by_kind,
            )
            prices = piece(draft.get("prices"), said)
        return replaced(
            draft,
            prices=prices,
            **{
                name: statement(draft.get(name), name, self.said(name))
                for name in ("pre_analysis", "process_support")
            },
        )


def _decimal(stated: object) -> Decimal | None:
    """Return an amount of the draft, or None where it says none."""
    try:
        return Decimal(str(stated))
    except InvalidOperation:
        return None
