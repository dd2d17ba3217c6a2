"""What one municipality keeps to some circle, looked for by everybody at every address.

A municipality writes a word of its own in each circle it shares with. Its people, the organisers
and the editor walk the whole house; wherever they meet one of the words, everybody else goes to the
same address, and may meet only the words of their own circles: in pages, files, feeds and counts.
"""

import io
import re
import zipfile
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from pypdf import PdfReader

from samspil.knowledge.models import Scope
from samspil.networks import selectors as networks
from samspil.people import selectors as people
from samspil.people.models import User

pytestmark = pytest.mark.django_db

OWNER, SECTOR, EDITION = "E03", "school", "example"
WORDS = {scope: f"kredsord{scope.replace('_', '')}" for scope in Scope}
"""One word for each circle: no other text has it, and none is part of another."""
PRIVATE = "qvprocesord"
"""In the development process itself: aim, ambition, driver, measure, test; and nowhere else."""

ASKED = "qvsparringsord"
"""In a question to the sparring group."""

OWN = {PRIVATE, ASKED, *WORDS.values()}
KL = {WORDS[one] for one in (Scope.KL, Scope.PARTNERSHIP, Scope.PUBLIC)}
GROUP = {ASKED, *(WORDS[one] for one in (Scope.SPARRING_GROUP, Scope.PARTNERSHIP, Scope.PUBLIC))}
PARTNERS = {WORDS[one] for one in (Scope.PARTNERSHIP, Scope.PUBLIC)}
STRANGERS = {WORDS[Scope.PUBLIC]}
FIXED = ["/", "/viden/", f"/viden/?q={WORDS[Scope.TEAM]}", f"/viden/?q={WORDS[Scope.KL]}",
         "/udvikling/", "/sparring/", "/evaluering/", "/viden/feed/", "/sitemap.xml"]  # fmt: skip


@pytest.fixture
def house(db, settings):
    """The example, in which one municipality has shared something with each circle."""
    from samspil.web import example

    settings.SAMSPIL_DEMO = True
    example.prepare(first_day=timezone.localdate(), told=False)
    return share()


def share() -> dict[str, set[str]]:
    """Write a word to each circle; return ids of what was written, by name in addresses."""
    from samspil.development import services as development
    from samspil.development.values import Aim, Ask, MeasurePlan, Plan
    from samspil.knowledge import services as knowledge

    chief, editor = viewer_of(f"chef-{OWNER.lower()}"), viewer_of("redaktoer")
    aim = Aim(PRIVATE, "Hver uge", timezone.localdate(), "Elever i indskolingen", "Skolechefen")
    process = development.begin_process(
        actor=chief, edition=EDITION, municipality=OWNER, sector=SECTOR, aim=aim
    )
    plan = Plan(question=f"{PRIVATE}?", prediction=f"{PRIVATE}!")
    test = development.plan_test(actor=chief, process=process.pk, plan=plan)
    development.begin_test(actor=chief, test=test.pk)
    where = {"actor": chief, "process": process.pk}
    development.write_ambition(**where, passages={"ambition": PRIVATE})
    development.add_driver(**where, text=PRIVATE, key="driver")
    measure = MeasurePlan(name=PRIVATE, counted="timer", kind="outcome", shape="count")
    measured = development.begin_measure(**where, plan=measure)
    day = timezone.localdate() + timedelta(days=30)
    asked = development.ask(
        actor=chief,
        edition=EDITION,
        municipality=OWNER,
        sector=SECTOR,
        question=Ask(trying="Noget nyt", stuck=ASKED, wanted="view", by_when=day, lever=2),
        audience="group",
    )
    cases = []
    for scope, word in WORDS.items():
        case = knowledge.draft_from_process(actor=chief, process=process.pk)
        text = knowledge.CaseText(title=f"Om {word}", summary=f"Kort om {word}.", scope=scope)
        knowledge.edit(actor=chief, case=case.pk, text=text)
        knowledge.submit(actor=chief, case=case.pk)
        knowledge.publish(actor=editor, case=case.pk)
        cases.append(str(case.pk))
    ours = {"process": process, "test": test, "measure": measured, "question": asked}
    return {"case": set(cases)} | {name: {str(one.pk)} for name, one in ours.items()}


def viewer_of(who: str):
    return people.viewer_for(User.objects.get(email=f"{who}@samspil.example"))


def signed_in(who: str) -> Client:
    client = Client()
    if who:
        client.force_login(User.objects.get(email=f"{who}@samspil.example"))
    return client


def read(client: Client, address: str) -> str:
    """Return all that an address answers, files in files too; where it leads on, only where to."""
    answer = client.get(address)
    if answer.status_code in (301, 302):
        return answer["Location"]
    assert answer.status_code in (200, 400, 403, 404, 405, 410), (address, answer.status_code)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace")


def words_in(text: str, address: str) -> set[str]:
    """The words of the circles that an answer has; a query that is shown again says nothing."""
    asked = urlsplit(address).query
    return {word for word in OWN if word in text and word not in asked}


def links_in(text: str, address: str) -> list[str]:
    found = re.findall(r'(?:href|src|action)="([^"#?]*)[^"]*"', text)
    return [urljoin(address, one) for one in found if not urlsplit(one).scheme and one]


SEEN_ELSEWHERE = ("figures:", "networks:", "programmes:", "screening:", "surveys:", "documents:",
                  "jobs:", "set_language", "account_")  # fmt: skip
"""Rooms below the local arena, which knows of them and they not of it."""


def walk(client: Client, ours: dict[str, set[str]]) -> dict[str, set[str]]:
    """Follow every link from the home page: one address of a kind, and all that name ours.

    Returns the addresses that have words of ours, and the words.
    """
    met, kinds, waiting = {}, set(), [*FIXED, *addresses_of(ours)]
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address, ours)
        if kind in kinds or any(kind[0].startswith(one) for one in SEEN_ELSEWHERE):
            continue
        kinds.add(kind)
        text = read(client, address)
        if words := words_in(text, address):
            met[address] = words
        if "<html" in text[:400]:
            waiting += links_in(text, address)
        elif text.startswith("/"):
            waiting.insert(0, text)
            # A short address leads to the whole one of the same kind.
            kinds -= {kind} if kind_of(text, ours) == kind and text != address else set()
    return met


def addresses_of(ours: dict[str, set[str]]) -> list[str]:
    return [f"/viden/{one}/" for one in sorted(ours["case"])]


def kind_of(address: str, ours: dict[str, set[str]]) -> tuple[str, str]:
    """What sort of address it is, and which of ours it names, if any."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return address, ""
    named = {str(value) for name, value in found.kwargs.items() if str(value) in ours.get(name, ())}
    return found.view_name, " ".join(sorted(named)) + urlsplit(address).query


def test_everybody_meets_the_words_of_their_own_circles_only(house):
    fellows = set(networks.group_of(EDITION, SECTOR, OWNER).codes) - {OWNER}
    others = {"E01", "E02", "E05", "E07"} - fellows - {OWNER}
    guides = {
        f"chef-{OWNER.lower()}": OWN,
        "facilitator": KL | {PRIVATE, ASKED},
        "redaktoer": KL,
    }
    wanted = {
        f"chef-{min(fellows).lower()}": GROUP,
        f"chef-{min(others).lower()}": PARTNERS,
        "politiker": PARTNERS,
        "konsulent": PARTNERS,
        "chef-e12": STRANGERS,
        "": STRANGERS,
    }
    met: set[str] = set()
    for who, words in guides.items():
        found = walk(signed_in(who), house)
        assert {one: here for one, here in found.items() if not here <= words} == {}, who
        assert set().union(*found.values()) == words, who
        met |= set(found)
    assert len(met) >= 20, sorted(met)
    for who, words in wanted.items():
        client, seen = signed_in(who), set()
        for address in sorted(met):
            here = words_in(read(client, address), address)
            assert here <= words, (who, address)
            seen |= here
        assert seen == words, who
