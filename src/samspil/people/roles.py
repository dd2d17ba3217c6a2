"""Roles as code: what each may do, in one sentence, and who gives it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What somebody is in Samspil. One person can hold several."""

    PROGRAMME_OWNER = "programme_owner"
    FACILITATOR = "facilitator"
    REGISTRATION_CONTACT = "registration_contact"
    CONSULTANT = "consultant"
    CHIEF = "chief"
    PROJECT_LEAD = "project_lead"
    SECRETARY = "secretary"
    MEMBER = "member"
    STEERING_REPRESENTATIVE = "steering_representative"
    EXPERT = "expert"
    EDITOR = "editor"
    POLITICIAN = "politician"

    @property
    def is_municipal(self) -> bool:
        """Whether the role is held in one municipality (a consultant's is an assigned one)."""
        return self in _MUNICIPAL


_MUNICIPAL = frozenset(
    {
        Role.CONSULTANT,
        Role.CHIEF,
        Role.PROJECT_LEAD,
        Role.SECRETARY,
        Role.MEMBER,
        Role.STEERING_REPRESENTATIVE,
        Role.POLITICIAN,
    }
)


@dataclass(frozen=True)
class Description:
    """A role in words a user reads."""

    name: Promise
    sentence: Promise
    granted_by: Promise


SECTORS: dict[str, Promise] = {"daycare": _("dagtilbud"), "school": _("skole")}
"""The areas in which a role can be held."""

DESCRIPTIONS: dict[Role, Description] = {
    Role.PROGRAMME_OWNER: Description(
        _("Programejer"),
        _("Tilrettelægger partnerskaber, udgiver dem og ser alt om dem, men ingen enkeltsvar."),
        _("Den, der driver Samspil, eller en anden programejer."),
    ),
    Role.FACILITATOR: Description(
        _("Facilitator"),
        _("Danner sparringsgrupper, leder netværksdage og følger alle deltagende kommuner."),
        _("En programejer."),
    ),
    Role.REGISTRATION_CONTACT: Description(
        _("Tilmeldingskontakt"),
        _("Hjælper med tilmeldinger og trækker grundlaget for fakturering."),
        _("En programejer."),
    ),
    Role.CONSULTANT: Description(
        _("Konsulent"),
        _("Gennemfører foranalysen i de kommuner, konsulenten er knyttet til, og ser kun dem."),
        _("En programejer."),
    ),
    Role.CHIEF: Description(
        _("Chef"),
        _("Tilmelder sin kommune bindende, godkender på dens vegne og ser alt om den."),
        _("En programejer, eller ved tilmeldingen."),
    ),
    Role.PROJECT_LEAD: Description(
        _("Projektleder"),
        _("Leder den lokale udvikling i sin kommune og skriver i den."),
        _("Kommunens chef."),
    ),
    Role.SECRETARY: Description(
        _("Sekretær"),
        _("Forbereder sin kommunes tilmelding og skriver navne i den; kan ikke bekræfte."),
        _("Kommunens chef, eller den, der har fået kommunens invitation."),
    ),
    Role.MEMBER: Description(
        _("Deltager"),
        _("Deltager i netværksdage og bidrager til sin kommunes lokale udvikling."),
        _("Kommunens chef."),
    ),
    Role.STEERING_REPRESENTATIVE: Description(
        _("Repræsentant i styregruppen"),
        _(
            "Taler og stemmer for sin kommune på styregruppemøderne; der er én ad gangen, eller én "
            "for hvert område."
        ),
        _("Kommunens chef."),
    ),
    Role.EXPERT: Description(
        _("Oplægsholder"),
        _("Ser det ene oplæg, personen holder, og kan lægge materiale til det."),
        _("En programejer."),
    ),
    Role.EDITOR: Description(
        _("Redaktør"),
        _("Redigerer og udgiver erfaringer i vidensportalen inden for det samtykke, der er givet."),
        _("En programejer."),
    ),
    Role.POLITICIAN: Description(
        _("Politiker"),
        _("Læser sin kommunes rapporter; kan ikke ændre noget."),
        _("Kommunens chef."),
    ),
}
