"""What an address of the compare page asks for, and what in it cannot be answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspil.components.charts.compared import MOST_LINES
from samspil.figures import sentences, snapshot
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.selectors.group_sources import COUNTRY, NamedGroup, find_group
from samspil.figures.snapshot import Snapshot
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.models import Municipality

DEFAULT_INDICATOR = "absence_total"
_LONGEST_ECHO = 40


@dataclass(frozen=True)
class Choice:
    """What is compared: at most six municipalities and groups, in the order they are shown.

    ``complaints`` say what was asked for and could not be answered, and what would be right.
    """

    indicator: str
    part: str
    municipalities: tuple[Municipality, ...]
    groups: tuple[NamedGroup, ...]
    complaints: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The state as it stands in a link, always written the same way."""
        pairs = [("indikator", self.indicator)]
        pairs += [("del", self.part)] if self.part else []
        pairs += [("kommune", place.code) for place in self.municipalities]
        pairs += [("gruppe", group.key) for group in self.groups]
        return urlencode(pairs)

    def of(self, indicator: str) -> "Choice":
        """The same municipalities and groups for another indicator, its own part where it must."""
        parts = parts_of(indicator, snapshot.current())
        part = self.part if self.part in parts else parts[0]
        return Choice(indicator, part, self.municipalities, self.groups)


def choose(query: QueryDict, viewer: Viewer) -> Choice:
    """Return what an address asks for, whatever stands in it."""
    complaints: list[str] = []
    indicator = _indicator(query.get("indikator", ""), complaints)
    content = load_indicators()[indicator].content
    part = _part(indicator, content, query.get("del", ""), complaints)
    found = _municipalities(_each(query.getlist("kommune")), complaints)
    sector = content.sector.value
    groups = _groups(_each(query.getlist("gruppe")), viewer, sector, complaints)
    if not found and not groups:
        found, groups = _to_begin_with(viewer, sector)
    found, groups = _at_most_six(found, groups, complaints)
    return Choice(indicator, part, tuple(found), tuple(groups), tuple(complaints))


def parts_of(indicator: str, figures: Snapshot) -> list[str]:
    """Return the parts that have been fetched, or else those defined; the whole is empty."""
    defined = [part.code for part in load_indicators()[indicator].content.breakdowns]
    fetched = [part for part in ["", *defined] if figures.periods(indicator, part)]
    return fetched or defined or [""]


def _each(given: Iterable[str]) -> list[str]:
    """Each word once, given one by one or with commas between."""
    words = [word.strip() for text in given for word in text.split(",")]
    return list(dict.fromkeys(word for word in words if word))


def _echo(text: str) -> str:
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"


def _indicator(given: str, complaints: list[str]) -> str:
    if not given or given in load_indicators():
        return given or DEFAULT_INDICATOR
    complaints.append(
        _("Indikatoren »%(given)s« findes ikke. Vælg en på listen; her vises %(shown)s.")
        % {
            "given": _echo(given),
            "shown": sentences.short(load_indicators()[DEFAULT_INDICATOR].content),
        }
    )
    return DEFAULT_INDICATOR


def _part(indicator: str, content: Indicator, given: str, complaints: list[str]) -> str:
    parts = parts_of(indicator, snapshot.current())
    if given in parts:
        return given
    if given:
        right = ", ".join(part for part in parts if part) or _("ingen dele")
        complaints.append(
            _("Delen »%(given)s« findes ikke for %(figure)s. Her er: %(right)s.")
            % {"given": _echo(given), "figure": sentences.short(content), "right": right}
        )
    return parts[0]


def _municipalities(codes: Iterable[str], complaints: list[str]) -> list[Municipality]:
    known = {m.code: m for m in (*places.real_municipalities(), *places.example_municipalities())}
    wanted = list(codes)
    unknown = [_echo(code) for code in wanted if code not in known]
    if unknown:
        complaints.append(
            _("Ingen kommune har koden %(given)s. En kode har tre cifre, for eksempel 615.")
            % {"given": ", ".join(f"»{code}«" for code in unknown[:5])}
        )
    # In alphabetical order, whatever the order they were chosen in.
    return [place for code, place in known.items() if code in wanted]


def _groups(
    keys: Iterable[str], viewer: Viewer, sector: str, complaints: list[str]
) -> list[NamedGroup]:
    found = []
    for key in list(keys)[: 2 * MOST_LINES]:
        group = find_group(viewer=viewer, key=key, sector=sector)
        if group is None:
            complaints.append(
                _("Gruppen »%(given)s« findes ikke. Det kan være %(country)s eller ligner-615.")
                % {"given": _echo(key), "country": COUNTRY}
            )
        else:
            found.append(group)
    return found


def _to_begin_with(viewer: Viewer, sector: str) -> tuple[list[Municipality], list[NamedGroup]]:
    """One's own municipality beside the whole country; the country alone for others."""
    own = [places.municipality(code) for code in viewer.municipalities()[:1]]
    country = find_group(viewer=viewer, key=COUNTRY, sector=sector)
    return [place for place in own if place], [country] if country else []


def _at_most_six(
    found: list[Municipality], groups: list[NamedGroup], complaints: list[str]
) -> tuple[list[Municipality], list[NamedGroup]]:
    kept = found[:MOST_LINES]
    room = MOST_LINES - len(kept)
    left = [place.name for place in found[MOST_LINES:]] + [group.name for group in groups[room:]]
    if left:
        complaints.append(
            _("Højst seks kan ses ad gangen. Ikke vist: %(left)s.")
            % {"left": sentences.joined(left)}
        )
    return kept, groups[:room]
