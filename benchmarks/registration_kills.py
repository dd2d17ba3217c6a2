"""Is a registration ever lost, doubled or half done when the server is killed under it?

Real web servers (gunicorn with its workers) are killed with signal 9 at random moments while people
register their municipalities, step by step, over HTTP; each asks again until it sees its receipt.
Then every registration is held against what must follow from it. Prints JSON: how many servers
were killed, how many registrations were confirmed and seen, and everything that was not whole
(there should be nothing). `--kills N` says how many times (200), `--seed N` at which moments.
The database is SQLite in a new folder, or in the one that `--data FOLDER` names, or the one that
SAMSPIL_DATABASE_URL names; it is empty, or holds empty tables only.
"""

import argparse
import datetime as dt
import http.client
import json
import multiprocessing
import os
import queue
import random
import re
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from urllib.parse import urlencode

PEOPLE = 6
"""How many register at the same time."""
TOTAL = Decimal("129990.00")
"""Both partnerships with five and seven people: 110,000 + 2 x 9,995."""
NAMED = 3
MOST = 1000
"""There are so many codes of three digits."""
FIRST_DAY = dt.date(2026, 11, 23)
PATIENCE = 60.0
ANSWERED = multiprocessing.get_context("fork").Value("i", 0)
"""How many calls have been answered, counted by those who called."""
THINKS = 0.3
"""The longest that somebody thinks at a step, in seconds."""
Ready = tuple[str, str]
Fields = dict[str, str | list[str]]
STEPS: tuple[tuple[str, Fields], ...] = (
    ("omraader/", {"sectors": ["daycare", "school"], "step": "sectors"}),
    (
        "hold/daycare/",
        {"participants": "5", "chief_name": "Ada", "chief_email": "ada@example.org", "go": "next"}
        | {"p1_name": "Bo", "p1_email": "bo@example.org", "p1_title": "Konsulent"},
    ),
    (
        "hold/school/",
        {"participants": "7", "chief_name": "Eva", "chief_email": "eva@example.org", "go": "next"},
    ),
)
"""What is written at each step before the last."""


def set_up(folder: str) -> None:
    """Make the empty database ready in ``folder``, with the example edition open today."""
    os.environ |= {
        "SAMSPIL_DATA": folder,
        "SAMSPIL_DEMO": "1",
        "SAMSPIL_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "samspil.web.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from samspil.people.viewer import ANYBODY
    from samspil.programmes import services

    call_command("migrate", verbosity=0)
    opened = services.publish_example(actor=ANYBODY, first_day=dt.date.today())  # noqa: DTZ011
    # The example takes twelve municipalities; here many more are needed, all invented.
    opened.content["is_example"] = False
    opened.save()


def newcomers(count: int) -> list[Ready]:
    """Return code and session of so many chiefs, each of an invented municipality."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from samspil.people import services as people
    from samspil.people.roles import Role
    from samspil.people.viewer import ANYBODY
    from samspil.places.models import Municipality

    found = []
    for number in range(count):
        code = f"{number:03}"
        Municipality.objects.create(
            code=code, name=f"Prøveby {number}", sort_key=code, region="x", group="x",
            population=1, population_date=FIRST_DAY, area_km2=1, latitude=56, longitude=10,
            tile_column=number, tile_row=-99,
        )  # fmt: skip
        user = people.find_or_add_user(email=f"chief{number}@example.org", name=f"Chef {number}")
        people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality=code)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        found.append((code, session.session_key or ""))
    return found


class Person:
    """Somebody who registers a municipality and asks again whenever the line is lost."""

    def __init__(self, port: int, ready: Ready, ends: threading.Event) -> None:
        self.port, self.ends = port, ends
        self.code, session = ready
        token = "k" * 32
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={token}; samspil_sprog=da",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.lost = 0

    def registers(self) -> str:
        """Go through all steps; returns what the receipt said, or nothing when time ran out."""
        base = f"/partnerskaber/example/tilmelding/{self.code}/"
        for step, data in STEPS:
            time.sleep(random.uniform(0, THINKS))
            if not self._ask(base + step, data):
                return ""
        while page := self._ask(base + "bekraeft/"):
            if "kvittering" in page[1]:
                return page[1]
            mark = re.search(r'name="seen" value="(\w+)"', page[0])
            if mark is None:
                return f"no mark at {page[1]}"
            page = self._ask(base + "bekraeft/", {"seen": mark[1], "binding": "on"})
            if page and "kvittering" in page[1]:
                return page[1]
        return ""

    def _ask(self, path: str, data: Fields | None = None) -> tuple[str, str] | None:
        """Return a page and where it led, asking until there is an answer; None when time is up."""
        while not self.ends.is_set():
            try:
                return self._once(path, data)
            except (OSError, http.client.HTTPException):
                self.lost += 1
                time.sleep(0.02)
        return None

    def _once(self, path: str, data: Fields | None) -> tuple[str, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with closing(line):
            body = None if data is None else urlencode(data, doseq=True)
            line.request("GET" if data is None else "POST", path, body, self.headers)
            answer = line.getresponse()
            text = answer.read().decode()
            with ANSWERED.get_lock():
                ANSWERED.value += 1
            if answer.status >= 400:
                raise RuntimeError(f"{path} answered {answer.status}")
            return text, answer.getheader("Location", path)


def people_at(port: int, waiting: list[Ready], ends: threading.Event) -> tuple[dict[str, str], int]:
    """Let them register, some at a time, until time is up; returns who saw which receipt."""
    line: queue.SimpleQueue[Ready] = queue.SimpleQueue()
    for one in waiting:
        line.put(one)
    seen: dict[str, str] = {}
    lost: list[int] = []

    def works() -> None:
        while not ends.is_set() and not line.empty():
            person = Person(port, line.get(), ends)
            receipt = person.registers()
            lost.append(person.lost)
            if receipt:
                seen[person.code] = receipt

    hands = [threading.Thread(target=works) for _ in range(PEOPLE)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return seen, sum(lost)


def starts_server(port: int) -> int:
    """Start a web server in a group of its own; returns its process number."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    from samspil.cli.processes import _web

    _web("127.0.0.1", port)
    os._exit(0)


def warm(ready: Ready) -> None:
    """Open a page here, so that each server forked from this process answers at once."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["sessionid"] = ready[1]
    for step, _data in STEPS:
        client.get(f"/partnerskaber/example/tilmelding/{ready[0]}/{step}")


def kills(port: int, count: int, chance: random.Random) -> None:
    """Start and kill servers, each a random moment after it began to answer."""
    for _ in range(count):
        server = starts_server(port)
        ends, before = time.monotonic() + PATIENCE, ANSWERED.value
        # However slow the machine, somebody has been answered by each server before it dies.
        while ANSWERED.value == before and time.monotonic() < ends:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.6))
        os.killpg(server, signal.SIGKILL)
        os.waitpid(server, 0)
    # One more is left alone until those who were waiting have come through.
    server, before, ends = starts_server(port), ANSWERED.value, time.monotonic() + PATIENCE / 3
    while ANSWERED.value < before + 8 * PEOPLE and time.monotonic() < ends:
        time.sleep(0.01)
    os.killpg(server, signal.SIGKILL)
    os.waitpid(server, 0)


def troubles(seen: dict[str, str]) -> Iterator[str]:
    """Yield everything that is not whole, by municipality."""
    from django.db.models import Sum

    from samspil.letters.models import Letter
    from samspil.people.models import AuditEvent, Membership
    from samspil.programmes.models import Registration

    rows = Registration.objects.all()
    standing = Counter(row.municipality_id for row in rows)
    yield from (f"{code}: {count} registrations" for code, count in standing.items() if count > 1)
    yield from (f"{code}: seen and not there" for code in seen if code not in standing)
    for row in rows:
        after = {
            "lines": row.order_lines.aggregate(sum=Sum("amount"))["sum"],
            "owed": row.billing_entries.aggregate(sum=Sum("amount"))["sum"],
            "receipts": Letter.objects.filter(key=f"registration:{row.pk}:receipt").count(),
            "named": Letter.objects.filter(key__startswith=f"registration:{row.pk}:named").count(),
            "events": AuditEvent.objects.filter(
                action="programmes.registration_confirmed", municipality_id=row.municipality_id
            ).count(),
            "roles": Membership.objects.filter(
                municipality_id=row.municipality_id, edition="example"
            ).count(),
        }
        whole = {"lines": TOTAL, "owed": TOTAL, "receipts": 1, "named": NAMED, "events": 1}
        wanted = whole | {"roles": NAMED} if row.is_confirmed else dict.fromkeys(after) | {
            "receipts": 0, "named": 0, "events": 0, "roles": 0,
        }  # fmt: skip
        if after != wanted:
            yield f"{row.municipality_id} {row.status}: {after}"
        if row.municipality_id in seen and not row.is_confirmed:
            yield f"{row.municipality_id}: seen and not confirmed"


def unsent() -> int:
    """Return how many letters have no task that sends them."""
    from django_tasks_db.models import DBTaskResult

    from samspil.letters.models import Letter

    return Letter.objects.count() - DBTaskResult.objects.count()


def run(count: int, seed: int) -> dict[str, object]:
    """Kill so many servers; return what came of it."""
    from django.db import connections

    from samspil.programmes.models import Registration

    ready = newcomers(min(5 * count + PEOPLE, MOST))
    warm(ready[0])
    connections.close_all()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    fork = multiprocessing.get_context("fork")
    answer: multiprocessing.Queue[tuple[dict[str, str], int]] = fork.Queue()
    enough = fork.Value("b", 0)

    def others() -> None:
        ends = threading.Event()

        def waits() -> None:
            while not enough.value:
                time.sleep(0.05)
            ends.set()

        threading.Thread(target=waits, daemon=True).start()
        answer.put(people_at(port, ready, ends))

    registering = fork.Process(target=others)
    registering.start()
    began = time.monotonic()
    kills(port, count, random.Random(seed))
    enough.value = 1
    seen, lost = answer.get(timeout=PATIENCE)
    registering.join()
    return {
        "kills": count,
        "seconds": round(time.monotonic() - began, 1),
        "confirmed": Registration.objects.filter(status="confirmed").count(),
        "receipts_seen": len(seen),
        "drafts": Registration.objects.filter(status="draft").count(),
        "lines_lost": lost,
        "letters_without_a_task": unsent(),
        "not_whole": list(troubles(seen)),
    }


def main() -> None:
    """Prepare, kill, hold what stands against what must stand, and print it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--data")
    chosen = options.parse_args()
    folder = chosen.data or tempfile.mkdtemp(prefix="samspil-kills-")
    try:
        set_up(folder)
        sys.stdout.write(json.dumps(run(chosen.kills, chosen.seed), ensure_ascii=False) + "\n")
    finally:
        if not chosen.data:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
