"""Lists of teams that somebody keeps in a spreadsheet: rows in, wishes or complaints out. Pure.

One row a person: the municipality, the partnership (dagtilbud, skole or begge), name, e-mail
address, title, and a mark at the chief. How many take part may be stated on any row of a team;
otherwise the rows are counted. The first row names the columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samspil.documents.cpr import find_cpr
from samspil.places.names import spellings
from samspil.programmes.wishes import Person, TeamWish, Wish

COLUMNS: dict[str, tuple[str, ...]] = {
    "municipality": ("kommune", "kommunekode", "kommunenavn", "municipality"),
    "sector": ("partnerskab", "område", "sektor", "sector", "partnership"),
    "name": ("navn", "deltager", "name"),
    "email": ("mail", "e-mail", "email", "mailadresse"),
    "title": ("titel", "stilling", "title"),
    "chief": ("chef", "chief"),
    "participants": ("antal", "antal deltagere", "participants"),
}
NEEDED = ("municipality", "sector", "name", "email")
SECTORS = {
    "dagtilbud": ("daycare",), "daycare": ("daycare",), "skole": ("school",),
    "school": ("school",), "begge": ("daycare", "school"), "both": ("daycare", "school"),
}  # fmt: skip
MOST_ROWS = 2000
_YES = ("x", "ja", "yes", "1", "chef", "true", "sand")
_NO = ("", "nej", "no", "0", "false", "falsk")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong: a code, the words it is about, and the row (0: the whole; 1: the heading)."""

    row: int
    code: str
    about: str = ""


@dataclass(frozen=True)
class Listed:
    """One municipality's team as the list has it; ``rows`` says where it stands."""

    code: str
    wish: Wish
    rows: tuple[int, ...]


@dataclass
class _Team:
    rows: list[int] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    participants: int = 0


def read(
    rows: Sequence[Sequence[str]], places: Mapping[str, str], offered: Sequence[str]
) -> tuple[list[Listed], list[Complaint]]:
    """Return the teams by municipality and everything wrong in the list.

    ``places`` maps code to name; ``offered`` are the edition's sectors.
    """
    if not rows or not any(any(cells) for cells in rows):
        return [], [Complaint(0, "empty")]
    if len(rows) > MOST_ROWS:
        return [], [Complaint(0, "too_many", str(MOST_ROWS))]
    top = _heading(rows)
    where, missing = _columns(rows[top])
    if missing:
        return [], [Complaint(top + 1, one) for one in missing]
    teams: dict[str, dict[str, _Team]] = {}
    complaints: list[Complaint] = []
    known = spellings(places)
    for number, cells in enumerate(rows[top + 1 :], start=top + 2):
        found = {key: cells[at].strip() if at < len(cells) else "" for key, at in where.items()}
        if not any(found.values()):
            continue
        wrong = list(_wrong(number, found, known, offered))
        complaints += wrong
        if not wrong:
            _take(teams, number, found, known)
    return [_listed(code, found) for code, found in teams.items()], complaints


def _heading(rows: Sequence[Sequence[str]]) -> int:
    """Return where the heading stands: words may stand above it."""
    known = {spelling for spellings in COLUMNS.values() for spelling in spellings}
    counts = [len({cell.strip().casefold() for cell in cells} & known) for cells in rows[:10]]
    return counts.index(max(counts))


def _columns(heading: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    names = [name.strip().casefold() for name in heading]
    where = {
        key: next(names.index(one) for one in spellings if one in names)
        for key, spellings in COLUMNS.items()
        if set(spellings) & set(names)
    }
    return where, [f"no_{key}" for key in NEEDED if key not in where]


def _wrong(
    number: int, found: Mapping[str, str], known: Mapping[str, str], offered: Sequence[str]
) -> Iterator[Complaint]:
    """Yield what is wrong in one row."""
    if found["municipality"].casefold() not in known:
        yield Complaint(number, "municipality", found["municipality"])
    sectors = SECTORS.get(found["sector"].casefold())
    if sectors is None or not set(sectors) <= set(offered):
        yield Complaint(number, "sector", found["sector"])
    if bool(found["name"]) != bool(found["email"]):
        yield Complaint(number, "name_and_email", found["name"] or found["email"])
    if found.get("chief", "").casefold() not in (*_YES, *_NO):
        yield Complaint(number, "chief", found["chief"])
    count = found.get("participants", "")
    if count and not (count.isdecimal() and 1 <= int(count[:6]) <= 1000):
        yield Complaint(number, "participants", count)
    if any(find_cpr(text) for text in found.values()):
        yield Complaint(number, "cpr")


def _take(
    teams: dict[str, dict[str, _Team]], number: int, found: Mapping[str, str],
    known: Mapping[str, str],
) -> None:  # fmt: skip
    code = known[found["municipality"].casefold()]
    for sector in SECTORS[found["sector"].casefold()]:
        team = teams.setdefault(code, {}).setdefault(sector, _Team())
        team.rows.append(number)
        if count := found.get("participants", ""):
            team.participants = max(team.participants, int(count))
        if found["name"]:
            is_chief = found.get("chief", "").casefold() in _YES
            title = found.get("title", "")
            team.people.append(Person(found["name"], found["email"].lower(), title, is_chief))


def _listed(code: str, found: Mapping[str, _Team]) -> Listed:
    teams = tuple(
        TeamWish(sector, team.participants or max(len(team.people), 1), tuple(team.people))
        for sector, team in found.items()
    )
    rows = sorted({row for team in found.values() for row in team.rows})
    return Listed(code, Wish(teams), tuple(rows))
