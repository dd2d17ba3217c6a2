"""The administrator with the whole database, at every moment: who answered what is not in it.

The tests look with the database's own eyes: every cell of every table, hidden columns such as
PostgreSQL's xmin and SQLite's rowid, the order of rows, and what changed from one moment to the
next. Each act is a savepoint here, which PostgreSQL numbers as it does transactions.
"""

import random

import pytest
from circle import ASKED, OWNER, QUESTIONS, invite, opened, pattern, whose
from django.db import connection
from django.utils import timezone

from samspil.letters import services as letters
from samspil.letters.models import Letter
from samspil.people import sealing
from samspil.people.models import AuditEvent
from samspil.surveys import drafts, selectors, services, urns
from samspil.surveys.models import Answer, Draft, Run, Urn

pytestmark = pytest.mark.django_db


def everything():
    """Every row of every table, with what the database itself adds to each."""
    hidden = "ctid::text, xmin::text, xmax::text" if connection.vendor == "postgresql" else "rowid"
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("figures_", "places_", "knowledge_")):
                continue
            cursor.execute(f'SELECT {hidden}, * FROM "{table}"')
            found[table] = cursor.fetchall()
    return found


def cells(rows):
    return {bytes(cell) if isinstance(cell, memoryview) else cell for row in rows for cell in row}


def as_bytes(found):
    """Everything a search through the database would go through."""
    parts = []
    for rows in found.values():
        parts += [cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells(rows)]
    return b"\n".join(parts)


class Story:
    """Thirteen people are asked, pause, come back and answer in an order of chance."""

    def __init__(self, run):
        self.run, self.tokens, self.moments, self.sent = run, {}, [], []
        for number, group in enumerate(ASKED):
            _invitation, self.tokens[number] = invite(run, number, group)
        self.moments.append(everything())
        for letter in Letter.objects.all():
            letters.send(letter_id=letter.pk)
        order = list(range(len(ASKED)))
        random.Random(7).shuffle(order)
        for number in order:
            half = dict(list(pattern(number).items())[: QUESTIONS // 2])
            services.keep_draft(token=self.tokens[number], values=half)
            self.moments.append(everything())
        # One is asked and never answers.
        for number in order[:-1]:
            before = everything()
            services.answer(token=self.tokens[number], values=pattern(number))
            self.sent.append((number, before, everything()))


@pytest.fixture(scope="module")
def story(told_once):
    """The story, told once for all tests of this module."""
    kept = []
    told_once(lambda: kept.append(Story(opened())))
    return kept[0]


@pytest.fixture
def told(db, story):
    return story


def test_no_secret_and_no_answer_can_be_found_anywhere_while_it_is_open(told):
    """From the letter that waits for the mail server to the last answer, and in freed pages."""
    moments = [*told.moments, *(after for _number, _before, after in told.sent)]
    for found in moments:
        looked = as_bytes({t: rows for t, rows in found.items() if t != "surveys_run"})
        assert b"level_" not in looked
        assert not any(token.encode() in looked for token in told.tokens.values())


def test_an_answer_changes_a_flag_the_urn_and_a_draft_and_nothing_else(told):
    for _number, before, after in told.sent:
        changed = {table for table in after if after[table] != before[table]}
        assert changed == {"surveys_invitation", "surveys_urn", "surveys_draft"}
        assert len(after["surveys_urn"]) == 1


def test_what_lies_in_the_database_opens_no_draft_and_no_urn(told, settings):
    """Every cell is tried as the secret, with and without the installation's own."""
    found = as_bytes(told.moments[-1]).split(b"\n")
    candidates = {cell.decode(errors="ignore") for cell in found if len(cell) <= 100}
    boxes = list(Draft.objects.all())
    assert len(boxes) == 1
    urn = bytes(Urn.objects.get().box)
    for candidate in candidates:
        for salt in ("", candidate, settings.SECRET_KEY):
            key = sealing.key_of(candidate, drafts._KEY, salt=salt)
            for draft in boxes:
                with pytest.raises(sealing.UnopenableError):
                    sealing.unseal(key, bytes(draft.box), draft.place)
        with pytest.raises(sealing.UnopenableError):
            sealing.unseal(sealing.key_of(candidate, urns._KEY), urn, str(told.run.pk))


def test_a_draft_shares_nothing_with_anything_but_the_survey(told):
    """No value, no transaction, no lock: nothing to join by."""
    shared = {told.run.pk, str(told.run.pk)}
    for found in told.moments[1:]:
        others = set().union(*(cells(rows) for t, rows in found.items() if t != "surveys_draft"))
        for row in found["surveys_draft"]:
            # ctid and rowid are places within one table, and small numbers.
            said = set(cells([row[1:]])) - shared - {"0"}
            run_row = cells(found["surveys_run"])
            assert not (said & others) - run_row


def test_drafts_are_equally_long_and_have_no_hour(told):
    rows = [row for found in told.moments[1:] for row in found["surveys_draft"]]
    boxes = [bytes(c) for row in rows for c in row if isinstance(c, bytes | memoryview)]
    assert len(boxes) == len(rows)
    assert len({len(box) for box in boxes}) == 1
    assert {field.name for field in Draft._meta.fields} == {"place", "run", "box"}
    assert {field.name for field in Urn._meta.fields} == {"run", "box"}


def test_the_audit_trail_is_silent(told):
    since = AuditEvent.objects.get(action="surveys.opened").pk
    told_of = set(AuditEvent.objects.filter(pk__gt=since).values_list("action", flat=True))
    assert told_of == {"surveys.invited"}


def laid_out(told):
    services.close(actor=OWNER, run=Run.objects.get(pk=told.run.pk))
    with connection.cursor() as cursor:
        place = "ctid" if connection.vendor == "postgresql" else "rowid"
        cursor.execute(f"SELECT id FROM surveys_answer ORDER BY {place}")
        ids = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
    rows = {one.pk.hex: one for one in Answer.objects.all()}
    return [rows[one] for one in ids]


def test_laid_out_answers_tell_no_order_no_time_and_no_small_group(told):
    rows = laid_out(told)
    sent = [number for number, _before, _after in told.sent]
    for place in range(QUESTIONS):
        question = f"q{place}"
        told_of = [pattern(number)[question] for number in sent]
        assert sorted(row.values[question] for row in rows) == sorted(told_of)
    # Each question was dealt anew within the side, so that no row is anybody's: eight answers of
    # one person come together by chance once in some thousand.
    assert len({tuple(sorted(pattern(number).items())) for number in sent}) == len(sent)
    assert sum(whose(row.values) is not None for row in rows) <= 1
    assert {row.day for row in rows} == {timezone.localdate()}
    # Leaders (4) and office (3) are too few; together they are management. Teachers are enough.
    assert {row.group for row in rows} == {"management", "teachers"}
    assert not Draft.objects.exists()
    assert not Urn.objects.exists()


def test_laid_out_answers_share_no_transaction_with_those_who_were_asked(told):
    laid_out(told)
    found = everything()
    if connection.vendor == "postgresql":
        answers = {row[1] for row in found["surveys_answer"]}
        invitations = {row[1] for row in found["surveys_invitation"]}
        assert len(answers) == 1
        assert len(invitations) > 1
        assert not answers & invitations
    marks = {row[1] if connection.vendor == "sqlite" else row[3] for row in found["surveys_answer"]}
    others = set().union(*(cells(rows) for t, rows in found.items() if t != "surveys_answer"))
    assert not marks & others


def test_the_results_are_right_and_no_smaller_circle_is_shown(told):
    laid_out(told)
    shown = selectors.results(viewer=OWNER, run=Run.objects.get())
    sizes = {side.label: side.answers.number for side in shown.sides}
    last = next(n for n in range(len(ASKED)) if n not in {number for number, *_rest in told.sent})
    expected = {"Ledelse": 7, "Praksis": 6}
    expected["Ledelse" if ASKED[last] != "teachers" else "Praksis"] -= 1
    assert sizes == expected
    assert {circle.label for circle in shown.circles} == {"Ledelse", "teachers"}
    assert shown.answered == 12
    for question in shown.everyone.questions:
        assert sum(figure.number for _label, figure in question.counts) == 12
