"""The steps of a registration: which there are, how far one is, what comes next."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspil.programmes import words
from samspil.programmes.visit import Visit
from samspil.programmes.wishes import TeamWish, Wish


@dataclass(frozen=True)
class Step:
    """One step as the list of steps shows it. Without an address it cannot be opened yet."""

    key: str
    label: str
    url: str
    is_current: bool = False
    is_done: bool = False


def of(visit: Visit, current: str) -> list[Step]:
    """Return all steps; there is one for each team, and what needs a team waits for it."""
    wish = visit.wish
    last = "" if not wish.teams else visit.address("extras")
    steps = [
        Step("sectors", _("Partnerskaber"), visit.address("sectors"), is_done=bool(wish.teams)),
        *([_team(visit, team) for team in wish.teams] or [Step("team", _("Hold"), "")]),
        Step("contacts", _("Kontakt"), last and visit.address("contacts"), is_done=_asked(wish)),
        Step("extras", _extras_label(visit), last),
        Step("confirm", _("Bekræft"), last and visit.address("confirm")),
    ]
    return [replace(step, is_current=step.key == current) for step in steps]


def _asked(wish: Wish) -> bool:
    return bool(wish.contacts or wish.areas)


def _team(visit: Visit, team: TeamWish) -> Step:
    label = _("Hold, %(sector)s") % {"sector": words.sector(team.sector)}
    done = team.chief is not None or not needs_chief(visit)
    return Step(f"team:{team.sector}", label, visit.address("team", team.sector), is_done=done)


def needs_chief(visit: Visit) -> bool:
    """Whether each team must have a chief."""
    rules = visit.edition.content.team
    return rules is not None and rules.chief_required


def unfinished(visit: Visit) -> str:
    """Return the address of the first step that lacks something, or of the last one."""
    waiting = [
        step
        for step in of(visit, "")
        if not step.is_done and (step.key == "sectors" or step.key.startswith("team:"))
    ]
    return waiting[0].url if waiting else visit.address("confirm")


def after(visit: Visit, key: str) -> str:
    """Return the address of the step after ``key``."""
    steps = of(visit, key)
    place = next(number for number, step in enumerate(steps) if step.is_current)
    return steps[place + 1].url


def typed(visit: Visit, data: QueryDict) -> Wish:
    """Return the draft with what stands in a form that is not yet saved, however unfinished."""
    step, _colon, sector = data.get("step", "").partition(":")
    wish = visit.wish
    rules = visit.edition.content.team
    if step == "sectors":
        included = rules.included if rules else 1
        teams = (wish.team(one) or TeamWish(one, included) for one in data.getlist("sectors"))
        return replace(wish, teams=tuple(teams))
    if step == "contacts":
        return wish
    if step == "extras":
        return replace(wish, pre_analyses=tuple(data.getlist("pre_analyses")))
    team = wish.team(sector)
    participants = data.get("participants", "")
    if step == "team" and team is not None and participants.isdecimal():
        return wish.with_team(replace(team, participants=int(participants[:6])))
    return wish


def _extras_label(visit: Visit) -> str:
    prices = visit.edition.content.prices
    return _("Foranalyse") if prices and prices.pre_analysis else _("Bemærkninger")
