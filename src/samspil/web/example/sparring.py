"""Sparring in the example: a question that two have answered, one that waits, and an offer."""

from collections.abc import Mapping
from datetime import date, timedelta

from samspil.development import selectors, services
from samspil.development.values import Ask, Given, Tie
from samspil.networks import selectors as networks
from samspil.people import selectors as people
from samspil.people.viewer import Viewer
from samspil.web.example.people import EDITION

ANSWERS = (
    Given(
        text=(
            "Vi lod de to voksne planlægge en halv time om onsdagen, mens eleverne er i "
            "svømmehallen. Det holdt, fordi tiden lå i skemaet, før skoleåret begyndte."
        )
    ),
    Given(
        text=(
            "Hos os gled det ud, da vikarer skulle dækkes. I må gerne ringe om, hvad vi så gjorde."
        ),
        offered_time="Torsdage efter kl. 14",
    ),
)


def exchange(*, cast: Mapping[str, Viewer], first_day: date) -> None:
    """Let Fabelborg ask its group and use an answer, and Prøvestrand ask all and offer."""
    fabelborg, provestrand = _now(cast, "E01"), _now(cast, "E02")
    asked = services.ask(
        actor=fabelborg,
        municipality="E01",
        question=Ask(
            trying="To voksne i dansktimerne i 2. klasse på én skole, i tre uger",
            stuck="De to voksne finder ikke tid til at planlægge sammen. Hvordan gør I?",
            wanted="example",
            by_when=first_day + timedelta(days=14),
            lever=2,
        ),
        audience="group",
        tie=_test_of(fabelborg),
        edition=EDITION,
        sector="school",
    )
    group = networks.group_of(EDITION, "school", "E01")
    others = [code for code in (group.codes if group else ()) if code != "E01"]
    given = [
        services.give(actor=_now(cast, code), question=asked.pk, given=answer)
        for code, answer in zip(others, ANSWERS, strict=False)
    ]
    if given:
        services.say_used(
            actor=fabelborg,
            answer=given[0].pk,
            used="partly",
            what="Vi lægger tiden i skemaet fra næste uge; svømning har vi ikke.",
        )
    services.ask(
        actor=provestrand,
        municipality="E02",
        question=Ask(
            trying="Dialogmøde inden for 14 dage, før der søges om specialtilbud",
            stuck="Kalenderne går ikke op med PPR. Har nogen en fast tid, der holder?",
            wanted="call",
            by_when=first_day + timedelta(days=21),
            lever=5,
        ),
        audience="everybody",
        edition=EDITION,
        sector="school",
    )
    services.offer(
        actor=provestrand,
        municipality="E02",
        lever=7,
        what="Vi kan vise, hvordan vi holder et dialogmøde på en halv time med forældre og PPR.",
        edition=EDITION,
        sector="school",
    )


def _now(cast: Mapping[str, Viewer], code: str) -> Viewer:
    """Return a chief with the roles that the registration has given since."""
    return people.viewer_by_id(cast[f"chef-{code.lower()}"].user_id)


def _test_of(viewer: Viewer) -> Tie | None:
    """Return the test that the question is about, with what it asks and predicts."""
    view = selectors.process_for(viewer=viewer, edition=EDITION, code="E01", sector="school")
    if view is None or view.next_test is None:
        return None
    return Tie(view.row.id, view.next_test.id, ("question", "prediction"))
