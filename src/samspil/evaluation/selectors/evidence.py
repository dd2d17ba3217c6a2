"""Evidence beside criteria: each source tells what the system knows about one team.

``SOURCES`` gathers them: one function for each kind; None is what this viewer may not see.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.evaluation import rules, sentences
from samspil.evaluation.criteria import Evidence
from samspil.evaluation.selectors.facts import Facts
from samspil.evaluation.selectors.rows import EvidenceRow, Team
from samspil.screening import selectors as screening
from samspil.screening.selectors import FindingRow

ECONOMY_LEVER = 6


type Known = Mapping[Evidence, EvidenceRow]
"""What is known about one team by kind; a kind is missing where the viewer may not see it."""


def known_of(facts: Facts, team: Team, kinds: Iterable[Evidence]) -> Known:
    """Return what is known about a team of these kinds, each gathered once."""
    found = {kind: SOURCES[kind](facts, team) for kind in kinds}
    return {kind: row for kind, row in found.items() if row is not None}


def evidence_of(known: Known, kinds: Iterable[Evidence]) -> tuple[EvidenceRow, ...]:
    """Return what is known of the kinds asked for, in their order."""
    return tuple(known[kind] for kind in kinds if kind in known)


def summed(kind: Evidence, rows: Sequence[EvidenceRow]) -> EvidenceRow:
    """Return how many of some teams have any of a kind; talks are the same for them all."""
    if kind is Evidence.TALKS:
        return rows[0]
    having = sum(one.amount > 0 for one in rows)
    text = _("%(having)s af %(teams)s hold") % {"having": having, "teams": len(rows)}
    return _row(kind, text, having)


def _row(kind: Evidence, text: str, amount: int, href: str = "", *, short: str = "") -> EvidenceRow:
    name, source = str(sentences.EVIDENCE[kind]), str(sentences.SOURCES[kind])
    return EvidenceRow(kind, name, text, short or text, amount, source, href)


def _pre_analysis(facts: Facts, team: Team) -> EvidenceRow:
    found = facts.analyses.get(team.key)
    if found is None:
        return _row(Evidence.PRE_ANALYSIS, _("Ikke begyndt"), 0)
    href = reverse("screening:show", args=[found.id]) if found.id in facts.readable else ""
    if found.finished_at is None:
        words = _("I gang: %(answered)s af %(asked)s spørgsmål besvaret")
        text = words % {"answered": found.answered, "asked": found.asked}
        return _row(Evidence.PRE_ANALYSIS, text, 1, href, short=_("Er i gang"))
    day = {"day": date_format(found.finished_at, "DATE_FORMAT")}
    text = _("Afsluttet %(day)s") % day
    return _row(Evidence.PRE_ANALYSIS, text, 1, href, short=_("Afsluttet"))


def _challenge_picture(facts: Facts, team: Team) -> EvidenceRow:
    """The findings of the pre-analysis, for those who may read it; its figures are public."""
    href = reverse("figures:municipality", args=[team.code])
    found = _findings(facts, team)
    process = facts.processes.get(team.key)
    begun = _("Den lokale proces begynder i et fund.") if process and process.claim else ""
    if not found:
        text = begun or _("Tallene er offentlige; der er ingen fund fra en foranalyse at se her")
        return _row(Evidence.CHALLENGE_PICTURE, text, int(bool(begun)), href)
    chosen = sum(one.priority is not None for one in found)
    text = ngettext(
        "Foranalysen har %(count)s fund, %(chosen)s valgt til fokus.",
        "Foranalysen har %(count)s fund, %(chosen)s valgt til fokus.",
        len(found),
    ) % {"count": len(found), "chosen": chosen}
    return _row(Evidence.CHALLENGE_PICTURE, f"{text} {begun}".strip(), len(found), href)


def _findings(facts: Facts, team: Team) -> list[FindingRow]:
    analysis = facts.analyses.get(team.key)
    if analysis is None or analysis.id not in facts.readable:
        return []
    return screening.findings(
        viewer=facts.viewer, edition=team.edition, code=team.code, sector=team.sector
    )


def _process(facts: Facts, team: Team) -> EvidenceRow:
    found = facts.processes.get(team.key)
    if found is None:
        return _row(Evidence.PROCESS, _("Ikke begyndt"), 0)
    href = reverse("development:process", args=[found.row.id])
    day = date_format(found.closed_at or found.begun_at, "DATE_FORMAT")
    words = _("Afsluttet %(day)s: %(aim)s") if found.closed_at else _("Begyndt %(day)s: %(aim)s")
    text = words % {"day": day, "aim": found.aim.what}
    short = _("Afsluttet") if found.closed_at else _("Begyndt")
    return _row(Evidence.PROCESS, text, 1, href, short=short)


def _tests(facts: Facts, team: Team) -> EvidenceRow:
    found = facts.processes.get(team.key)
    if found is None or not found.tests:
        return _row(Evidence.TESTS, _("Ingen prøver"), 0)
    predicted = sum(bool(one.prediction) for one in found.tests)
    row = found.row
    text = _(
        "%(concluded)s afsluttet, %(doing)s i gang, %(planned)s planlagt; "
        "%(predicted)s med forudsigelse"
    ) % {
        "concluded": row.concluded,
        "doing": row.doing,
        "planned": row.planned,
        "predicted": predicted,
    }
    href = reverse("development:process", args=[row.id]) + "#proever"
    short = _("%(concluded)s afsluttet af %(count)s") % {
        "concluded": row.concluded,
        "count": len(found.tests),
    }
    return _row(Evidence.TESTS, text, len(found.tests), href, short=short)


def _economy_levers(facts: Facts, team: Team) -> EvidenceRow:
    found = facts.processes.get(team.key)
    if found is None or ECONOMY_LEVER not in found.aim.levers:
        return _row(Evidence.ECONOMY_LEVERS, _("Den lokale proces arbejder ikke med det greb"), 0)
    href = reverse("development:process", args=[found.row.id])
    return _row(Evidence.ECONOMY_LEVERS, _("Den lokale proces arbejder med det greb"), 1, href)


def _group(facts: Facts, team: Team) -> EvidenceRow:
    others = facts.groups.get(team.key, ())
    if not others:
        return _row(Evidence.GROUP, _("Ikke i en gruppe"), 0)
    href = reverse("networks:networks", args=[team.edition])
    text = _("I gruppe med %(names)s") % {"names": ", ".join(others)}
    return _row(Evidence.GROUP, text, len(others), href)


def _attendance(facts: Facts, team: Team) -> EvidenceRow:
    found = facts.presence.get(team.code)
    if found is None or not found.held:
        return _row(Evidence.ATTENDANCE, _("Ingen netværksdage er talt op endnu"), 0, short="–")
    text = _(
        "Med på %(days)s af %(held)s netværksdage; %(throughout)s af %(people)s navngivne var med "
        "på dem alle (hele kommunen)"
    ) % {
        "days": found.days,
        "held": found.held,
        "throughout": found.throughout,
        "people": found.people,
    }
    href = reverse("meetings:meetings", args=[team.edition])
    short = _("%(days)s af %(held)s dage") % {"days": found.days, "held": found.held}
    return _row(Evidence.ATTENDANCE, text, found.days, href, short=short)


def _talks(facts: Facts, team: Team) -> EvidenceRow:
    rows = [one for one in facts.interplay.talks if one.sector in ("", team.sector)]
    if not rows:
        return _row(Evidence.TALKS, _("Ingen oplæg er holdt endnu"), 0)
    materials = sum(one.materials for one in rows)
    text = ngettext(
        "%(count)s oplæg er holdt på dagene, med %(materials)s stykker materiale",
        "%(count)s oplæg er holdt på dagene, med %(materials)s stykker materiale",
        len(rows),
    ) % {"count": len(rows), "materials": materials}
    return _row(Evidence.TALKS, text, len(rows), reverse("meetings:meetings", args=[team.edition]))


def _brought(facts: Facts, team: Team) -> EvidenceRow:
    rows = [
        code
        for code, sector in facts.interplay.brought
        if code == team.code and sector in ("", team.sector)
    ]
    if not rows:
        return _row(Evidence.BROUGHT, _("Intet endnu"), 0)
    text = ngettext(
        "%(count)s prøve, resultat eller spørgsmål er taget med",
        "%(count)s prøver, resultater eller spørgsmål er taget med",
        len(rows),
    ) % {"count": len(rows)}
    return _row(
        Evidence.BROUGHT, text, len(rows), reverse("meetings:meetings", args=[team.edition])
    )


def _taken_home(facts: Facts, team: Team) -> EvidenceRow:
    rows = [one for one in facts.interplay.home if one.sector in ("", team.sector)]
    if not rows:
        return _row(Evidence.TAKEN_HOME, _("Intet endnu"), 0)
    answered = sum(team.code in one.told for one in rows)
    text = _("Fortalt, hvad der kom ud af %(answered)s af %(count)s ting") % {
        "answered": answered,
        "count": len(rows),
    }
    href = reverse("meetings:meetings", args=[team.edition]) + "#vekselvirkning"
    short = _("%(answered)s af %(count)s") % {"answered": answered, "count": len(rows)}
    return _row(Evidence.TAKEN_HOME, text, answered, href, short=short)


def _sparring(facts: Facts, team: Team) -> EvidenceRow | None:
    """What was asked, given, received and used; None for those who may not see sparring."""
    found = facts.sparring.get(team.key)
    if found is None:
        return None
    text = _(
        "Spørgsmål stillet: %(asked)s; svar givet: %(given)s, svar fået: %(received)s, heraf "
        "brugt: %(used)s"
    ) % {
        "asked": found.asked,
        "given": found.given,
        "received": found.received,
        "used": found.used,
    }
    short = _("Givet %(given)s, fået %(received)s") % {
        "given": found.given,
        "received": found.received,
    }
    # The municipality's own people see their own sparring, organisers that of all.
    follows = rules.may_read_all(facts.viewer, edition=team.edition)
    href = reverse("development:sparring")
    if follows:
        href = reverse("development:commitments", args=[team.edition])
    return _row(Evidence.SPARRING, text, found.given + found.received, href, short=short)


def _knowledge(facts: Facts, team: Team) -> EvidenceRow:
    """What the team has published, and what others have that it can read."""
    fits = [one for one in facts.texts if one.sector in ("", team.sector)]
    own = [one for one in fits if one.code == team.code]
    text = _("%(own)s udgivet af kommunen, %(others)s af andre i partnerskabet") % {
        "own": len(own),
        "others": len(fits) - len(own),
    }
    href = reverse("knowledge:case", args=[own[0].id, own[0].slug]) if own else ""
    return _row(Evidence.KNOWLEDGE, text, len(own), href, short=str(len(own)))


SOURCES: Mapping[Evidence, Callable[[Facts, Team], EvidenceRow | None]] = {
    Evidence.PRE_ANALYSIS: _pre_analysis,
    Evidence.CHALLENGE_PICTURE: _challenge_picture,
    Evidence.PROCESS: _process,
    Evidence.TESTS: _tests,
    Evidence.ECONOMY_LEVERS: _economy_levers,
    Evidence.GROUP: _group,
    Evidence.ATTENDANCE: _attendance,
    Evidence.TALKS: _talks,
    Evidence.BROUGHT: _brought,
    Evidence.TAKEN_HOME: _taken_home,
    Evidence.SPARRING: _sparring,
    Evidence.KNOWLEDGE: _knowledge,
}
