"""The form for when things happen: the deadline, the course, each network day, the steering."""

import datetime as dt
import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from samspil.programmes import words
from samspil.programmes.complaints import Complaint
from samspil.programmes.edition_file import Stated
from samspil.programmes.edition_parts import Mode
from samspil.programmes.forms.edition_base import (
    DAY_ENDS,
    Group,
    PartForm,
    danish_moment,
    date_field,
    moment_of,
    number_field,
    numbered,
    piece,
    replaced,
    rows_of,
    table,
    time_field,
    without_empty,
)

MOST_DAYS = 20
SPARE_DAYS = 1
_DAY = re.compile(r"network_days_(\d{1,2})_.+")
_PARTS = ("date", "starts", "ends", "mode", "place_da", "place_en", "theme_da", "theme_en")


class DatesForm(PartForm):
    """When: a day that is emptied is taken away, and the others are numbered anew."""

    keys: ClassVar = ("deadline", "window", "dates_tentative", "network_days", "steering")

    def build(self) -> None:
        """Add the fields, one set for each day and one spare."""
        self._add_deadline()
        self._add_window()
        standing = rows_of(self.stated.get("network_days"))
        most = max(len(standing) + SPARE_DAYS, *(n + 1 for n in numbered(self.data, _DAY)), 1)
        self.days = range(min(most, MOST_DAYS))
        for number in self.days:
            self._add_day(number, standing[number] if number < len(standing) else {})
        self._add_steering()

    def _add_deadline(self) -> None:
        deadline = table(self.stated.get("deadline"))
        at = moment_of(deadline.get("at"))
        self.add("deadline_at", date_field(_("Sidste dag for tilmelding")), at and at.date())
        clock = at.time() if at and not deadline.get("time_assumed") else None
        self.add(
            "deadline_clock",
            time_field(_("Klokken"), _("Dansk tid. Tomt betyder hele dagen, til midnat.")),
            clock,
        )

    def _add_window(self) -> None:
        window = table(self.stated.get("window"))
        self.add("window_first", date_field(_("Første dag")), window.get("first"))
        self.add("window_last", date_field(_("Sidste dag")), window.get("last"))
        self.add_words("window_text", _("Forløbet med ord"), table(window.get("text")))
        self.add(
            "dates_tentative",
            forms.BooleanField(label=_("Datoerne er foreløbige og kan ændre sig"), required=False),
            bool(self.stated.get("dates_tentative")),
        )

    def _add_day(self, number: int, day: Stated) -> None:
        name = f"network_days_{number}"
        # Heard or listed alone, a label must say which day it is about.
        of_day = {"number": number + 1}
        self.add(f"{name}_date", date_field(_("Dag %(number)s, dato") % of_day), day.get("date"))
        self.add(
            f"{name}_starts", time_field(_("Dag %(number)s, begynder") % of_day), day.get("starts")
        )
        self.add(f"{name}_ends", time_field(_("Dag %(number)s, slutter") % of_day), day.get("ends"))
        choices = [("", _("Ikke med")), *_modes()]
        self.add(
            f"{name}_mode",
            forms.ChoiceField(
                label=_("Dag %(number)s, form") % of_day, choices=choices, required=False
            ),
            day.get("mode", ""),
        )
        self.add_words(f"{name}_place", _("Dag %(number)s, sted") % of_day, table(day.get("place")))
        self.add_words(f"{name}_theme", _("Dag %(number)s, tema") % of_day, table(day.get("theme")))
        self.add(
            f"{name}_steering_date",
            date_field(_("Styregruppemøde før dag %(number)s") % of_day),
            day.get("steering_date"),
        )

    def _add_steering(self) -> None:
        steering = table(self.stated.get("steering"))
        choices = [("", _("Ingen styregruppe")), *_modes()]
        self.add(
            "steering_mode",
            forms.ChoiceField(label=_("Møderne holdes"), choices=choices, required=False),
            steering.get("mode", ""),
        )
        self.add(
            "steering_representatives",
            number_field(_("Repræsentanter fra hver kommune"), 1, 20),
            steering.get("representatives"),
        )
        self.add(
            "steering_per_sector",
            forms.BooleanField(
                label=_("Hvert område har sin egen repræsentant og sin egen stemme"),
                required=False,
                help_text=_("Ellers har hver kommune én stemme, også når den er med i begge."),
            ),
            bool(steering.get("per_sector")),
        )
        self.add_words(
            "steering_purpose", _("Hvad er de til for?"), table(steering.get("purpose")), long=True
        )

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        last = ((self["deadline_at"], self["deadline_clock"]),)
        course = (
            (self["window_first"], self["window_last"]),
            self.pair("window_text"),
            (self["dates_tentative"],),
        )
        steering = (
            (self["steering_mode"], self["steering_representatives"]),
            (self["steering_per_sector"],),
            self.pair("steering_purpose"),
        )
        return [
            Group(_("Frist for tilmelding"), last),
            Group(_("Forløbet"), course),
            *(self._day_group(number) for number in self.days),
            Group(_("Styregruppen"), steering),
        ]

    def _day_group(self, number: int) -> Group:
        name = f"network_days_{number}"
        lines = (
            (self[f"{name}_date"], self[f"{name}_mode"]),
            (self[f"{name}_starts"], self[f"{name}_ends"]),
            self.pair(f"{name}_theme"),
            self.pair(f"{name}_place"),
            (self[f"{name}_steering_date"],),
        )
        legend = _("Netværksdag %(number)s") % {"number": number + 1}
        note = _("Vælg en form, hvis dagen skal være med. Det, der ikke er fastlagt, kan vente.")
        return Group(legend, lines, note if number == self.days[-1] else "")

    def field_of(self, complaint: Complaint) -> str | None:
        """Return the field; what is wrong with the sequence of days belongs at the first date."""
        if complaint.key == "deadline" or complaint.key.startswith("deadline."):
            return "deadline_at"
        if complaint.key == "network_days":
            number = complaint.about.get("number")
            if number:
                return f"network_days_{int(number) - 1}_steering_date"
            return f"network_days_{self._first_out_of_order()}_date"
        if complaint.key.startswith("window"):
            return "window_last"
        return super().field_of(complaint)

    def _first_out_of_order(self) -> int:
        """Return which day does not lie after the one before; the first where all do."""
        given = getattr(self, "cleaned_data", {})
        before: dt.date | None = None
        for number in self.days:
            date = given.get(f"network_days_{number}_date")
            if date and before and date <= before:
                return number
            before = date or before
        return 0

    def clean(self) -> dict[str, Any]:
        """Ask for what makes a deadline, a course, a day and a steering group whole."""
        given = super().clean()
        self._clean_deadline(given)
        self._clean_window(given)
        for number in self.days:
            self._clean_day(given, f"network_days_{number}")
        if given.get("steering_mode"):
            if not given.get("steering_representatives"):
                self.add_error("steering_representatives", _("Mangler. Skriv for eksempel 1."))
            if not self.said("steering_purpose"):
                self.add_error("steering_purpose_da", _("Mangler. Udfyld det."))
        return given

    def _clean_deadline(self, given: dict[str, Any]) -> None:
        day, clock = given.get("deadline_at"), given.get("deadline_clock")
        if clock and not day and "deadline_at" not in self.errors:
            self.add_error("deadline_at", _("Skriv også dagen."))
        if day and danish_moment(day, clock or DAY_ENDS) is None:
            self.add_error("deadline_clock", _("Det klokkeslæt springes over af sommertiden."))

    def _clean_window(self, given: dict[str, Any]) -> None:
        first, last = given.get("window_first"), given.get("window_last")
        written = [bool(one) for one in (first, last, self.said("window_text"))]
        if any(written) and not all(written):
            self.add_error(
                "window_first", _("Skriv både første dag, sidste dag og forløbet med ord.")
            )
        if first and last and last < first:
            self.add_error("window_last", _("Skal ikke ligge før den første dag."))

    def _clean_day(self, given: dict[str, Any], name: str) -> None:
        """A day needs its form; its end lies after its beginning."""
        written = any(given.get(f"{name}_{part}") for part in (*_PARTS, "steering_date"))
        if written and not given.get(f"{name}_mode") and f"{name}_mode" not in self.errors:
            text = _("Vælg en form, også om den ikke er oplyst, eller tøm alle dagens felter.")
            self.add_error(f"{name}_mode", text)
        starts, ends = given.get(f"{name}_starts"), given.get(f"{name}_ends")
        if starts and ends and ends <= starts:
            self.add_error(f"{name}_ends", _("Dagen slutter, før den begynder."))

    def change(self, draft: Stated) -> Stated:
        """Return the draft with these dates."""
        given = self.cleaned_data
        standing = rows_of(draft.get("network_days"))
        kept = [number for number in self.days if given[f"network_days_{number}_mode"]]
        days = [
            piece(
                standing[old] if old < len(standing) else None,
                self._day(f"network_days_{old}", new),
            )
            for new, old in enumerate(kept, start=1)
        ]
        return replaced(
            draft,
            deadline=self._deadline(draft),
            window=self._window(draft),
            dates_tentative=given["dates_tentative"] or None,
            network_days=days,
            steering=self._steering(draft),
        )

    def _deadline(self, draft: Stated) -> Stated | None:
        day: dt.date | None = self.cleaned_data["deadline_at"]
        if day is None:
            return None
        clock = self.cleaned_data["deadline_clock"]
        at = danish_moment(day, clock or DAY_ENDS)
        said = {"at": at.isoformat() if at else "", "time_assumed": clock is None}
        return piece(draft.get("deadline"), said)

    def _window(self, draft: Stated) -> Stated | None:
        first, last = self.cleaned_data["window_first"], self.cleaned_data["window_last"]
        if not first or not last:
            return None
        said = {"first": first.isoformat(), "last": last.isoformat()}
        return piece(draft.get("window"), said | {"text": self.said("window_text")})

    def _day(self, name: str, number: int) -> Stated:
        given = self.cleaned_data
        plain = {
            part: value.isoformat() if (value := given[f"{name}_{part}"]) else None
            for part in ("date", "starts", "ends", "steering_date")
        }
        return without_empty(
            number=number,
            mode=given[f"{name}_mode"],
            place=self.said(f"{name}_place"),
            theme=self.said(f"{name}_theme"),
            **plain,
        )

    def _steering(self, draft: Stated) -> Stated | None:
        given = self.cleaned_data
        if not given["steering_mode"]:
            return None
        said = {
            "mode": given["steering_mode"],
            "representatives": given["steering_representatives"],
            "purpose": self.said("steering_purpose"),
        }
        # Left unsaid where it is not so, unless the draft said it.
        if given["steering_per_sector"] or "per_sector" in table(draft.get("steering")):
            said["per_sector"] = given["steering_per_sector"]
        return piece(draft.get("steering"), said)


def _modes() -> list[tuple[str, str]]:
    """Return the ways to meet, to choose from."""
    return [(mode.value, str(words.MODES[mode]).capitalize()) for mode in Mode]
