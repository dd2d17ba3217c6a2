"""Forty phones vote at once: is a vote lost or doubled, and when does the screen show them?

A real web server (gunicorn with its workers), and as many processes as there are phones: each joins
by the code, looks every other second, votes when there is a question, changes its mind, presses
twice, and every fifth loses the line and comes back. One screen asks each second, as on the wall.
Then the votes in the database are held against what each phone was told. Prints JSON.
`--phones N` (40), `--questions N` (7), `--rhythm S` seconds between a phone's looks (2), and
`--seed N` (1).
The database is SQLite in a new folder, or in the one that `--data FOLDER` names, or the one that
SAMSPIL_DATABASE_URL names; it is empty, or holds empty tables only.
"""

import argparse
import datetime as dt
import http.client
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlencode

PATIENCE = 90.0
TOKEN = "k" * 32
CODE = "991"
MADE_UP_THEIR_MINDS = multiprocessing.get_context("fork").Value("i", 0)
"""How many votes have been cast for the last time: nobody goes on before all have."""
type Said = tuple[str, int, float]
"""The question, the level that the phone was told stands, and when its first vote was taken."""


def set_up(folder: str) -> None:
    """Make the empty database ready in ``folder``."""
    os.environ |= {
        "SAMSPIL_DATA": folder,
        "SAMSPIL_DEMO": "1",
        "SAMSPIL_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "samspil.web.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def prepare() -> tuple[str, int, str, list[str]]:
    """Return a consultant's session, an open workshop with its code, and what is asked."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from samspil.people import services as people
    from samspil.people.roles import Role
    from samspil.people.selectors import viewer_for
    from samspil.people.viewer import ANYBODY
    from samspil.places.models import Municipality
    from samspil.screening import services as screenings
    from samspil.screening.asking import asked
    from samspil.screening.services import workshop as services

    Municipality.objects.create(
        code=CODE, name="Prøveby", sort_key=CODE, region="x", group="x", population=1,
        population_date=dt.date(2026, 1, 1), area_km2=1, latitude=56, longitude=10,
        tile_column=99, tile_row=-99,
    )  # fmt: skip
    user = people.find_or_add_user(email="consultant@example.org", name="En konsulent")
    people.hold_role(actor=ANYBODY, user=user, role=Role.CONSULTANT, municipality=CODE)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    viewer = viewer_for(user)
    screening = screenings.start(actor=viewer, municipality=CODE, sector="school")
    workshop = services.open_workshop(actor=viewer, screening=screening.pk)
    questions = [one.id for one in asked(screening)]
    return session.session_key or "", workshop.pk, workshop.code, questions


class Line:
    """A browser: it keeps cookies, and asks again when the line is lost."""

    def __init__(self, port: int, **cookies: str) -> None:
        self.port = port
        self.cookies = cookies | {"csrftoken": TOKEN, "samspil_sprog": "da"}
        self.waits: list[float] = []

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """Return status and page; asks until there is an answer."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            began = time.perf_counter()
            try:
                found = self._once(path, data)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                self.waits.append(time.perf_counter() - began)
                return found
        raise TimeoutError(path)

    def _once(self, path: str, data: dict[str, str] | None) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(line):
            headers = {
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                "X-CSRFToken": TOKEN,
                "HX-Request": "true",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            body = None if data is None else urlencode(data)
            line.request("GET" if data is None else "POST", path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie" and value.startswith("samspil_stem"):
                    key, _equals, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return answer.status, text


def phone(port: int, code: str, questions: int, rhythm: float, seed: int) -> tuple[
    list[Said], list[float]
]:  # fmt: skip
    """Take part in so many questions; returns what stands of each, and how long answers took."""
    chance = random.Random(seed)
    line = Line(port)
    line.ask("/stem/", {"code": code})
    said: dict[str, Said] = {}
    version = ""
    time.sleep(chance.uniform(0, rhythm))
    ends = time.monotonic() + PATIENCE
    while len(said) < questions and time.monotonic() < ends:
        status, page = line.ask(f"/stem/{code}/nu/?v={version}")
        if status == 204:
            time.sleep(rhythm)
            continue
        version = re.search(r"nu/\?v=(\d+)", page)[1]
        question = re.search(r'name="question" value="([\d.]+)"', page)
        if question and question[1] not in said:
            said[question[1]] = vote(line, code, question[1], chance, drops=seed % 5 == 0)
            with MADE_UP_THEIR_MINDS.get_lock():
                MADE_UP_THEIR_MINDS.value += 1
        time.sleep(rhythm)
    return list(said.values()), line.waits


def vote(line: Line, code: str, question: str, chance: random.Random, *, drops: bool) -> Said:
    """Vote, change one's mind, press twice; who drops out comes back with the cookie alone."""
    time.sleep(chance.uniform(0, 0.4))
    address = f"/stem/{code}/stem/"
    level = chance.randrange(5)
    line.ask(address, {"question": question, "level": str(chance.randrange(5))})
    first = time.time()
    if drops:
        _status, page = line.ask(f"/stem/{code}/")
        assert 'aria-pressed="true"' in page, "the phone that came back has lost its vote"
    for _press in range(2):
        _status, page = line.ask(address, {"question": question, "level": str(level)})
    told = re.search(r'value="(\d)" id="trin-\d" aria-pressed="true"', page)
    assert told is not None, "the phone has lost its vote"
    return question, int(told[1]), first


def starts_server(port: int) -> int:
    """Start a web server in a group of its own; returns its process number."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    from samspil.cli.processes import _web

    _web("127.0.0.1", port)
    os._exit(0)


def leads(line: Line, workshop: int, questions: list[str], phones: int) -> dict[str, float]:
    """Put each question, wait for all votes on the screen, show them; returns when each was full.

    The screen asks each second.
    """
    base, full = f"/workshop/{workshop}/", {}

    def until(happened: Callable[[], bool], what: str, pause: float) -> None:
        ends = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < ends, what
            time.sleep(pause)

    def seen(words: str) -> bool:
        return words in line.ask(f"{base}nu/?v=0")[1]

    until(lambda: seen(f"af {phones} telefon"), "not all phones joined", 0.1)
    for question in questions:
        line.ask(f"{base}gaa/", {"question": question})
        until(lambda: seen(f"<strong>{phones}</strong>"), "votes are missing on the screen", 1)
        full[question] = time.time()
        until(lambda: MADE_UP_THEIR_MINDS.value >= len(full) * phones, "somebody is not done", 0.1)
        line.ask(f"{base}vis/", {})
    return full


def held_against(said: dict[int, list[Said]], questions: list[str]) -> dict[str, object]:
    """Return how many votes are lost, doubled or other than the phones were told."""
    from django.db.models import Count

    from samspil.screening.models.workshop import Seat, Vote

    kept: dict[str, list[int]] = {question: [] for question in questions}
    for question, level in Vote.objects.values_list("round__question", "level"):
        kept[question].append(level)
    told: dict[str, list[int]] = {question: [] for question in questions}
    for rows in said.values():
        for question, level, _at in rows:
            told[question].append(level)
    twice = Vote.objects.values("round", "seat").annotate(number=Count("pk")).filter(number__gt=1)
    return {
        "seats": Seat.objects.count(),
        "votes_told": sum(map(len, told.values())),
        "votes_kept": sum(map(len, kept.values())),
        "lost": sum(max(0, len(told[one]) - len(kept[one])) for one in questions),
        "doubled": twice.count() + sum(max(0, len(kept[q]) - len(told[q])) for q in questions),
        "other_than_told": [one for one in questions if sorted(told[one]) != sorted(kept[one])],
    }


def at_once(work: Callable[[int], object], count: int) -> list[object]:
    """Do it in so many processes at once; returns what each found, or why it could not."""
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()

    def one(number: int) -> None:
        try:
            answers.put((number, work(number)))
        except BaseException as error:
            answers.put((number, repr(error)))

    started = [fork.Process(target=one, args=(number,)) for number in range(count)]
    for process in started:
        process.start()
    found = dict(answers.get() for _process in started)
    for process in started:
        process.join()
    return [found[number] for number in range(count)]


def run(phones: int, count: int, rhythm: float, seed: int) -> dict[str, object]:
    """Hold a workshop; returns what came of it."""
    from django.db import connections

    session, workshop, code, asked = prepare()
    questions = asked[:count]
    connections.close_all()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = starts_server(port)
    screen = Line(port, sessionid=session)

    def work(number: int) -> object:
        if number == phones:
            return leads(screen, workshop, questions, phones), screen.waits
        return phone(port, code, len(questions), rhythm, seed * 1000 + number)

    began = time.monotonic()
    try:
        screen.ask(f"/workshop/{workshop}/")
        found = at_once(work, phones + 1)
    finally:
        os.killpg(server, signal.SIGKILL)
        os.waitpid(server, 0)
    troubles = [one for one in found if isinstance(one, str)]
    if troubles:
        return {"troubles": troubles}
    full, _screen_waits = found[phones]
    said = {number: found[number][0] for number in range(phones)}
    waits = sorted(wait for number in range(phones) for wait in found[number][1])
    late = [full[one] - max(at for rows in said.values() for q, _l, at in rows if q == one)
            for one in questions]  # fmt: skip
    return {
        "phones": phones,
        "questions": len(questions),
        "seconds": round(time.monotonic() - began, 1),
        **held_against(said, questions),
        "seconds_from_the_last_vote_to_the_screen": {
            "most": round(max(late), 2),
            "middle": round(sorted(late)[len(late) // 2], 2),
        },
        "answers": len(waits),
        "answer_ms": {
            "middle": round(1000 * waits[len(waits) // 2], 1),
            "p95": round(1000 * waits[int(len(waits) * 0.95)], 1),
            "most": round(1000 * waits[-1], 1),
        },
    }


def main() -> None:
    """Prepare, vote, hold what stands against what was told, and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--phones", type=int, default=40)
    options.add_argument("--questions", type=int, default=7)
    options.add_argument("--rhythm", type=float, default=2.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--data", default="")
    chosen = options.parse_args()
    folder = chosen.data or tempfile.mkdtemp(prefix="samspil-workshop-")
    try:
        set_up(folder)
        came = run(chosen.phones, chosen.questions, chosen.rhythm, chosen.seed)
    finally:
        if not chosen.data:
            shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(json.dumps(came, indent=1) + "\n")


if __name__ == "__main__":
    main()
