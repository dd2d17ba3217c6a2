"""The form in which a facilitator ticks off a municipality's people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.meetings.models import Attendance
from samspil.meetings.selectors import PlaceRow

STATUSES = (
    (Attendance.Status.CAME.value, _("Kom")),
    (Attendance.Status.AWAY.value, _("Kom ikke")),
    (Attendance.Status.INSTEAD.value, _("En anden kom i stedet")),
)


class AttendanceForm(forms.Form):
    """One choice for each person, beside what the page showed when it was opened.

    What nobody touched is not sent back, so two who tick at once do not undo each other.
    """

    def __init__(self, place: PlaceRow, data: Any = None) -> None:  # noqa: ANN401 - as Django has it
        """Ask of each of the municipality's people."""
        super().__init__(data, prefix=place.key)
        self.place = place
        for person in place.people:
            self.fields[f"p{person.user_id}"] = forms.ChoiceField(
                label=person.name,
                choices=STATUSES,
                required=False,
                widget=forms.RadioSelect,
                initial=person.status,
                error_messages={"invalid_choice": _("Vælg et af de tre svar.")},
            )
            self.fields[f"was{person.user_id}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=person.status
            )

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Return each person with the choice and what stood."""
        return [
            (one, self[f"p{one.user_id}"], self[f"was{one.user_id}"]) for one in self.place.people
        ]

    def changed(self, *, all_came: bool) -> dict[int, str]:
        """Return the status of those that were touched; with `all_came` of the blank ones too."""
        found = {}
        for person in self.place.people:
            said = self.cleaned_data.get(f"p{person.user_id}", "")
            if all_came and not said:
                said = Attendance.Status.CAME.value
            if said and said != self.cleaned_data.get(f"was{person.user_id}", ""):
                found[person.user_id] = said
        return found
