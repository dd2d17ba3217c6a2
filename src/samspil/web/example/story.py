"""What has happened in the example when one first opens it, told through the real services.

Ten municipalities have registered; Opdigtkøbing and Øvelsesborg have not, so that one can try it.
Fabelborg has finished its pre-analysis and is in the middle of its first test of change.
Prøvestrand has concluded one and shared what came of it.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from samspil.development import services as development
from samspil.development.values import Aim, Plan
from samspil.jobs import services as jobs
from samspil.knowledge import services as knowledge
from samspil.meetings import services as meetings
from samspil.networks import services as networks
from samspil.people import selectors as people
from samspil.people.viewer import Viewer
from samspil.programmes import services as programmes
from samspil.programmes.addressees import Addressee
from samspil.programmes.selectors import invitations
from samspil.programmes.wishes import Person, TeamWish, Wish
from samspil.web.example import (
    drivers,
    evaluation,
    local,
    measures,
    own_figures,
    pre_analysis,
    sparring,
)
from samspil.web.example.people import EDITION
from samspil.web.example.places import INVENTED

UNREGISTERED = ("E11", "E12")
BOTH_SECTORS = ("E01", "E04", "E06", "E10")
WITH_ANALYSIS = ("E01", "E02")


def tell(*, cast: Mapping[str, Viewer], first_day: date) -> None:
    """Play the story with the people given, as if the example was opened on ``first_day``."""
    programmes.publish_example(actor=cast["programejer"], first_day=first_day)
    _invite(cast["tilmelding"])
    _register(cast)
    meetings.plan_from_edition(actor=cast["facilitator"], edition=EDITION)
    _prepare_meetings(cast)
    _say_exchange(cast)
    _form_groups(cast["facilitator"])
    own_figures.prepare(cast=cast)
    fabelborg = _refreshed(cast, "chef-e01")
    finding = pre_analysis.screen(cast["konsulent"], "E01", EDITION)
    _begin_in_fabelborg(fabelborg, finding, first_day)
    measures.follow(fabelborg, edition=EDITION, municipality="E01", first_day=first_day)
    _share_from_provestrand(_refreshed(cast, "chef-e02"), cast["redaktoer"], first_day)
    sparring.exchange(cast=cast, first_day=first_day)
    evaluation.tell(cast)


def _refreshed(cast: Mapping[str, Viewer], key: str) -> Viewer:
    """Return somebody with the roles that the registration has given since."""
    return people.viewer_by_id(cast[key].user_id)


def _invite(contact: Viewer) -> None:
    """Every municipality's chief is invited; of the two not registered, one has read it."""
    programmes.prepare_campaign(actor=contact, edition=EDITION)
    programmes.add_addressees(
        actor=contact,
        edition=EDITION,
        rows=[
            Addressee(place.code, "Skolechef", _chief(place.code), office="chief")
            for place in INVENTED
        ],
    )
    jobs.run(programmes.begin_sending(actor=contact, edition=EDITION).pk)
    reader = next(row for row in invitations(contact, EDITION) if row.code == UNREGISTERED[0])
    _row, address = programmes.put_on_paper(actor=contact, edition=EDITION, number=reader.id)
    programmes.open_invitation(token=address.rstrip("/").rpartition("/")[2])


def _chief(code: str) -> str:
    return f"chef-{code.lower()}@samspil.example"


def _register(cast: Mapping[str, Viewer]) -> None:
    for place in INVENTED:
        if place.code in UNREGISTERED:
            continue
        sectors = ["school", "daycare"] if place.code in BOTH_SECTORS else ["school"]
        teams = tuple(_team(place.code, place.name, sector) for sector in sectors)
        analyses = ("school",) if place.code in WITH_ANALYSIS else ()
        programmes.register_team(
            actor=cast[f"chef-{place.code.lower()}"],
            edition=EDITION,
            municipality=place.code,
            wish=Wish(teams, analyses),
        )


def _team(code: str, name: str, sector: str) -> TeamWish:
    """The chief and a project lead by name; the others are named later."""
    chief = Person(
        f"Skolechefen i {name}", f"chef-{code.lower()}@samspil.example", "Skolechef", is_chief=True
    )
    if sector == "daycare":
        chief = Person(
            f"Dagtilbudschefen i {name}",
            f"dagtilbud-{code.lower()}@samspil.example",
            "Dagtilbudschef",
            is_chief=True,
        )
    lead = Person(
        f"Konsulenten i {name}", f"forvaltning-{code.lower()}@samspil.example", "Konsulent"
    )
    return TeamWish(sector, 5, (chief, lead))


def _form_groups(facilitator: Viewer) -> None:
    for sector, reason in (
        ("school", "Korteste rejser blandt kommuner, der ligner hinanden."),
        ("daycare", "Fire kommuner er netop én gruppe."),
    ):
        plan = networks.propose(actor=facilitator, edition=EDITION, sector=sector)
        networks.accept(actor=facilitator, plan=plan.pk, reason=reason)


def _prepare_meetings(cast: Mapping[str, Viewer]) -> None:
    """The first steering meeting has suggestions and a vote; the first day has an agenda."""
    steering, day = meetings.plan_from_edition(actor=cast["facilitator"], edition=EDITION)[:2]
    meetings.begin_agenda(actor=cast["facilitator"], meeting=steering.pk)
    meetings.begin_agenda(actor=cast["facilitator"], meeting=day.pk)
    said = [
        meetings.suggest(
            actor=_refreshed(cast, key),
            meeting=steering.pk,
            municipality=code,
            kind=kind,
            text=text,
        )
        for key, code, kind, text in (
            ("chef-e01", "E01", "content", "Hvordan får vi ledere og PPR til at ville det samme?"),
            ("chef-e02", "E02", "tone", "Mere tid til at tale sammen, færre oplæg"),
        )
    ]
    for key, code in (("chef-e01", "E01"), ("chef-e02", "E02")):
        meetings.vote(
            actor=_refreshed(cast, key), meeting=steering.pk, municipality=code,
            suggestion=said[1].pk,
        )  # fmt: skip
    meetings.tell_progress(
        actor=_refreshed(cast, "chef-e01"), meeting=steering.pk, municipality="E01",
        text="Foranalysen er færdig, og den første prøvehandling er i gang på én skole.",
    )  # fmt: skip


def _say_exchange(cast: Mapping[str, Viewer]) -> None:
    """Two municipalities say what they can share and want to learn."""
    for key, code, shares, learns in (
        ("chef-e01", "E01", [1, 5], [4]),
        ("chef-e02", "E02", [4], [1, 3]),
    ):
        networks.say_exchange(
            actor=_refreshed(cast, key), edition=EDITION, sector="school", municipality=code,
            shares=shares, learns=learns,
        )  # fmt: skip


def _begin_in_fabelborg(chief: Viewer, finding: int, first_day: date) -> None:
    process = development.begin_process(
        actor=chief,
        edition=EDITION,
        municipality="E01",
        sector="school",
        aim=Aim(
            what="Mellemformer på tre skoler",
            how_much="Mindst én beskrevet mellemform i brug på hver af de tre skoler",
            by_when=first_day + timedelta(days=330),
            for_whom="Elever i 0.-3. klasse",
            owner="Skolechefen",
            levers=(2, 4),
        ),
        finding=finding,
    )
    local.tell(chief=chief, process=process.pk, first_day=first_day)
    test = development.plan_test(
        actor=chief,
        process=process.pk,
        plan=Plan(
            question="Giver to voksne i dansktimerne i 2. klasse mere ro?",
            prediction="Færre afbrudte timer efter tre uger: fra seks om ugen til højst tre.",
            measure="Læreren sætter en streg for hver afbrudt time.",
            who="Teamet omkring 2. klasse på én skole",
            planned_for=first_day + timedelta(days=7),
        ),
    )
    drivers.draw(chief=chief, process=process.pk, first_test=test.pk)
    development.begin_test(actor=chief, test=test.pk)


def _share_from_provestrand(chief: Viewer, editor: Viewer, first_day: date) -> None:
    process = development.begin_process(
        actor=chief,
        edition=EDITION,
        municipality="E02",
        sector="school",
        aim=Aim(
            what="Dialogmøde, før der søges om specialtilbud",
            how_much="Dialogmøde i alle sager, før der skrives en ansøgning",
            by_when=first_day + timedelta(days=200),
            for_whom="Børn, forældre og skoler, før der søges",
            owner="Lederen af PPR",
            levers=(5, 7),
        ),
    )
    test = development.plan_test(
        actor=chief,
        process=process.pk,
        plan=Plan(
            question="Kan et dialogmøde inden for 14 dage hjælpe, før nogen skriver en ansøgning?",
            prediction="I halvdelen af sagerne aftales noget, der kan begynde ugen efter.",
            measure="Antal dialogmøder og antal aftaler, der er begyndt efter en uge.",
            who="PPR og to skoler",
            planned_for=first_day,
        ),
    )
    development.begin_test(actor=chief, test=test.pk)
    development.conclude_test(
        actor=chief,
        test=test.pk,
        what_happened=(
            "Otte møder på seks uger. I fem blev der aftalt noget, og i tre var det begyndt ugen "
            "efter. Kalendere var sværere end viljen."
        ),
        compared="partly",
        decision="adapt",
    )
    case = knowledge.draft_from_process(actor=chief, process=process.pk)
    knowledge.edit(
        actor=chief,
        case=case.pk,
        text=knowledge.CaseText(
            title="Dialogmøde før ansøgning: aftaler kom der, kalendere drillede",
            summary=(
                "Prøvestrand holdt dialogmøde inden for 14 dage, før nogen søgte om specialtilbud. "
                "I fem af otte sager blev der aftalt noget nyt i den almene klasse."
            ),
            body=(
                "## Det lærte vi\n\n"
                "Mødet virker, når PPR har en fast tid hver uge. Hvor mødet skulle passes ind i "
                "alles kalendere, kom aftalen for sent i gang.\n\n"
                "## Det ville vi gøre om\n\n"
                "Sætte tiderne af for et halvt år ad gangen, og lade skolelederen invitere."
            ),
            levers=(5, 7),
            themes=("visitation", "tvaerfagligt"),
            scope="public",
            trials=(1,),
            uncertain="Otte møder er få, og de to skoler havde selv meldt sig.",
        ),
    )
    knowledge.submit(actor=chief, case=case.pk)
    knowledge.publish(actor=editor, case=case.pk)
