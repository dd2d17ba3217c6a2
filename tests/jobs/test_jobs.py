"""Long work is started once, done once, and taken up again after a crash."""

import contextlib
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from samspil.jobs import locks, registry, services
from samspil.jobs.models import Job
from samspil.jobs.progress import Progress, TakenOverError
from samspil.letters.models import Letter
from samspil.people.models import AuditEvent
from samspil.people.services import find_or_add_user
from samspil.people.viewer import ANYBODY, Viewer

pytestmark = pytest.mark.django_db
RUNS = []


@pytest.fixture(autouse=True)
def _kinds(monkeypatch, settings, tmp_path):
    settings.SAMSPIL_DATA = tmp_path
    monkeypatch.setattr(registry, "_WORK", {})
    RUNS.clear()

    @registry.job("count")
    def count(progress):
        for number in range(4):
            progress.step(number + 1, 4, f"nr. {number + 1}")
        RUNS.append((progress.key, dict(progress.arguments), progress.attempt))
        return {"url": "/resultat/", "sum": 10}


@pytest.fixture
def ada():
    user = find_or_add_user(email="ada@example.org", name="Ada Prøve")
    return Viewer(user.pk, user.name)


def started(actor=ANYBODY, **changes):
    given = {"kind": "count", "key": "count:1", "subject": "Tæl", "arguments": {"code": "E01"}}
    return services.start(actor=actor, **given | changes)


def fresh(job):
    return Job.objects.get(pk=job.pk)


def left_behind(job, **changes):
    """As the job stands when its worker was killed."""
    fields = {
        "status": "running",
        "claim": "dead",
        "host": locks.host(),
        "attempts": 1,
        "seen_at": timezone.now(),
    }
    Job.objects.filter(pk=job.pk).update(**fields | changes)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["dead"])


def test_work_is_put_in_line_and_done(ada):
    job = started(ada)
    assert job.status == "waiting"
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs == {"args": [job.pk], "kwargs": {}}
    services.run(job.pk)
    done = fresh(job)
    assert (done.status, done.done, done.total) == ("done", 4, 4)
    assert done.result == {"url": "/resultat/", "sum": 10}
    assert RUNS == [("count:1", {"code": "E01"}, 1)]
    assert done.started_at <= done.finished_at
    assert AuditEvent.objects.get(action="jobs.started").subject == f"job:{job.pk}"


def test_the_task_runs_the_job():
    from samspil.jobs.tasks import run_job

    job = started()
    run_job.call(job.pk)
    assert fresh(job).status == "done"


def test_a_second_run_changes_nothing():
    job = started()
    services.run(job.pk)
    services.run(job.pk)
    services.run(999_999)
    assert len(RUNS) == 1


def test_the_same_key_is_the_same_work_and_both_follow_it(ada):
    bo = find_or_add_user(email="bo@example.org")
    first, second = started(ada), started(Viewer(bo.pk))
    assert first == second
    assert set(first.followers.values_list("pk", flat=True)) == {ada.user_id, bo.pk}
    assert DBTaskResult.objects.count() == 1
    services.run(first.pk)
    assert {letter.to for letter in Letter.objects.all()} == {"ada@example.org", "bo@example.org"}
    assert started(ada) != first


def test_those_who_asked_are_told_once_in_their_language(ada, settings):
    with translation.override("en"):
        job = started(ada)
    services.run(job.pk)
    letter = Letter.objects.get()
    assert letter.subject == "Finished: Tæl"
    assert f"{settings.SAMSPIL_PUBLIC_URL}/arbejde/{job.pk}/" in letter.body


def test_nobody_is_told_who_did_not_want_to_be(ada):
    services.run(started(ada, notify=False).pk)
    assert not Letter.objects.exists()


def test_work_that_is_refused_says_why(ada):
    @registry.job("refuse")
    def refuse(progress):
        raise registry.JobRefusedError("Filen er tom.")

    job = started(ada, kind="refuse")
    services.run(job.pk)
    assert (fresh(job).status, fresh(job).message) == ("failed", "Filen er tom.")
    assert Letter.objects.get().subject == "Ikke gennemført: Tæl"


def test_work_that_breaks_is_logged_and_says_nothing_of_its_insides(caplog):
    @registry.job("broken")
    def broken(progress):
        raise ValueError("inside")

    job = started(kind="broken")
    services.run(job.pk)
    assert fresh(job).status == "failed"
    assert fresh(job).message == "Der skete en fejl hos os, og den er noteret. Prøv igen om lidt."
    assert "inside" in caplog.text


def test_a_result_that_cannot_be_kept_is_a_failure_not_a_job_without_end():
    @registry.job("odd")
    def odd(progress):
        return {"it": object()}

    job = started(kind="odd")
    services.run(job.pk)
    assert fresh(job).status == "failed"


def test_a_listener_that_breaks_does_not_undo_the_work(monkeypatch, ada):
    def broken(job):
        raise RuntimeError

    monkeypatch.setattr(registry, "_LISTENERS", [broken])
    job = started(ada)
    services.run(job.pk)
    assert fresh(job).status == "done"


def test_an_unknown_kind_is_refused_when_asked_for():
    with pytest.raises(registry.UnknownKindError):
        started(kind="nobody does this")
    assert not Job.objects.exists()


def test_two_rooms_cannot_call_their_work_the_same():
    with pytest.raises(registry.KindTakenError):

        @registry.job("count")
        def other(progress):
            return None


def test_progress_is_written_seldom_and_at_the_end(django_assert_num_queries):
    job = started()
    Job.objects.update(status="running", claim="mine")
    progress = Progress(fresh(job))
    with django_assert_num_queries(1):
        for number in range(1, 1000):
            progress.step(number, 1000)
    with django_assert_num_queries(1):
        progress.step(1000, 1000, "x" * 400)
    seen = fresh(job)
    assert (seen.done, seen.total, len(seen.message)) == (1000, 1000, 300)


def test_progress_never_leaves_its_bounds():
    job = started()
    Job.objects.update(status="running", claim="mine")
    Progress(fresh(job)).step(7, 5)
    assert (fresh(job).done, fresh(job).total) == (5, 5)
    Progress(fresh(job)).step(-1, 5)
    assert fresh(job).done == 0


def test_a_worker_whose_work_was_taken_over_stops_and_changes_nothing():
    @registry.job("slow")
    def slow(progress):
        Job.objects.update(claim="another", message="another's")
        with pytest.raises(TakenOverError):
            progress.step(1, 2, "mine")
        progress.step(2, 2, "mine")

    job = started(kind="slow")
    services.run(job.pk)
    assert (fresh(job).status, fresh(job).message) == ("running", "another's")


def test_a_worker_that_was_taken_over_at_the_very_end_does_not_finish_it_twice():
    @registry.job("slow")
    def slow(progress):
        Job.objects.update(claim="another")

    job = started(kind="slow")
    services.run(job.pk)
    assert fresh(job).status == "running"


def test_what_a_dead_worker_left_is_put_back_in_line_and_done(ada):
    job = started(ada)
    left_behind(job)
    assert services.take_up_again() == 1
    assert fresh(job).status == "waiting"
    assert DBTaskResult.objects.ready().count() == 1
    assert not DBTaskResult.objects.running().exists()
    services.run(job.pk)
    assert RUNS == [("count:1", {"code": "E01"}, 2)]
    assert Letter.objects.count() == 1


def test_taking_up_twice_does_nothing_more():
    left_behind(started())
    services.take_up_again()
    assert services.take_up_again() == 0
    assert DBTaskResult.objects.ready().count() == 1


def test_work_that_stops_the_worker_every_time_is_given_up(ada):
    job = started(ada)
    left_behind(job, attempts=services.ATTEMPTS)
    services.take_up_again()
    assert fresh(job).status == "failed"
    assert Letter.objects.get().subject == "Ikke gennemført: Tæl"
    assert not DBTaskResult.objects.running().exists()


def test_the_work_of_a_living_worker_is_left_alone():
    job = started()
    left_behind(job)
    code = (
        "import fcntl, os, sys, time\n"
        "handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(handle, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "time.sleep(60)\n"
    )
    file = locks._file(job.pk)
    file.parent.mkdir()
    command = [sys.executable, "-c", code, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as living:
        try:
            assert living.stdout.readline() == b"held\n"
            assert services.take_up_again() == 0
            assert DBTaskResult.objects.running().count() == 1
            services.run(job.pk)
            assert RUNS == []
        finally:
            os.kill(living.pid, signal.SIGKILL)
    assert services.take_up_again() == 1


def test_work_on_another_machine_is_taken_over_only_after_a_long_silence():
    job = started()
    left_behind(job, host="elsewhere")
    assert services.take_up_again() == 0
    left_behind(job, host="elsewhere", seen_at=timezone.now() - timedelta(minutes=16))
    assert services.take_up_again() == 1


def test_letters_a_dead_worker_was_about_to_send_go_back_in_line():
    from samspil.letters.services import write_and_send

    context = {"subject": "x", "succeeded": True, "link": "y"}
    write_and_send(template="job_done", to="ada@example.org", context=context)
    DBTaskResult.objects.update(status="RUNNING")
    services.take_up_again()
    assert DBTaskResult.objects.ready().count() == 1


def test_the_lock_is_let_go_of_whatever_happens():
    with contextlib.suppress(SystemExit), locks.held(7):
        assert locks.is_held(7)
        with pytest.raises(locks.HeldError), locks.held(7):
            pass
        raise SystemExit
    assert not locks.is_held(7)
    assert not locks.is_held(8)
    with locks.held(7):
        pass
    assert not locks._file(7).exists()


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "lost"},
        {"status": "done"},
        {"status": "waiting", "finished_at": timezone.now()},
        {"status": "running"},
        {"done": 2, "total": 1},
    ],
)
def test_the_database_refuses_what_cannot_be(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="count", key="k", subject="s", language="da", **broken)


def test_the_database_refuses_the_same_key_under_way_twice():
    fields = {"kind": "count", "key": "k", "subject": "s", "language": "da"}
    Job.objects.create(**fields, status="failed", finished_at=timezone.now())
    Job.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(**fields, status="running", claim="x")
