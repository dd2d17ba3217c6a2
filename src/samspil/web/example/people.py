"""People of the example: called by what they do, since nobody is to be mistaken for one."""

from dataclasses import dataclass

from samspil.people import selectors, services
from samspil.people.roles import DESCRIPTIONS, Role
from samspil.people.viewer import Grant, Viewer
from samspil.web.example.places import INVENTED

EDITION = "example"


@dataclass(frozen=True)
class Character:
    """Somebody who does not exist, with the role held from the start, and at most one more."""

    key: str
    name: str
    title: str
    role: Role
    municipality: str = ""
    edition: str = ""
    also: Role | None = None

    @property
    def email(self) -> str:
        """An address under a top domain that can never exist."""
        return f"{self.key}@samspil.example"


ORGANISERS = (
    Character("programejer", "Programejeren", "Programejer i partnerskabet", Role.PROGRAMME_OWNER),
    Character("facilitator", "Facilitatoren", "Facilitator", Role.FACILITATOR),
    Character("tilmelding", "Tilmeldingskontakten", "Tilmelding", Role.REGISTRATION_CONTACT),
    Character("redaktoer", "Redaktøren", "Redaktør af vidensportalen", Role.EDITOR),
)
LOCALS = (
    Character(
        "projektleder",
        "Projektlederen i Fabelborg",
        "Projektleder",
        Role.PROJECT_LEAD,
        "E01",
        also=Role.STEERING_REPRESENTATIVE,
    ),
    Character("konsulent", "Konsulenten for Fabelborg", "Konsulent", Role.CONSULTANT, "E01"),
    Character("politiker", "Udvalgsformanden i Fabelborg", "Politiker", Role.POLITICIAN, "E01"),
)
CHIEFS = tuple(
    Character(f"chef-{p.code.lower()}", f"Skolechefen i {p.name}", "Skolechef", Role.CHIEF, p.code)
    for p in INVENTED
)
# Those the sign-in page offers, in the order of the story; the other chiefs act in it unseen.
SHOWN = ("chef-e01", "chef-e12", "projektleder", "konsulent", "facilitator", "programejer",
         "tilmelding", "redaktoer", "politiker", "chef-e10", "chef-e02", "chef-e11")  # fmt: skip


def prepare() -> dict[str, Viewer]:
    """Make the people and their roles; returns each as the viewer who acts in the story."""
    founder = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
    everybody = {c.key: c for c in (*ORGANISERS, *LOCALS, *CHIEFS)}
    ordered = [everybody.pop(key) for key in SHOWN] + list(everybody.values())
    return {character.key: _appear(character, founder) for character in ordered}


def _appear(character: Character, founder: Viewer) -> Viewer:
    user = services.find_or_add_user(
        email=character.email,
        name=character.name,
        title=character.title,
        is_example=True,
    )
    for role in (character.role, character.also):
        if role is not None:
            services.hold_role(
                actor=founder,
                user=user,
                role=role,
                municipality=character.municipality,
                edition=character.edition,
            )
    return selectors.viewer_for(user)


@dataclass(frozen=True)
class Offer:
    """Somebody the sign-in page offers to be for a while."""

    pk: int
    name: str
    role: str


def shown() -> list[Offer]:
    """The people whom the sign-in page offers, in order."""
    characters = {c.key: c for c in (*ORGANISERS, *LOCALS, *CHIEFS)}
    found = {user.email: user for user in selectors.example_people()}
    return [
        Offer(found[character.email].pk, character.name, str(DESCRIPTIONS[character.role].name))
        for character in (characters[key] for key in SHOWN)
        if character.email in found
    ]
