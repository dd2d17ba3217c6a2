"""Choosing whom a municipality is compared with, and what the choice rests on, in words."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures import selectors, sentences
from samspil.figures.comparisons import load_comparisons
from samspil.figures.indicators import load_indicators
from samspil.figures.peer_choice import FEWEST, MOST, PeerChoice, query
from samspil.figures.selectors.picture import ChallengePicture
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Option:
    """A line in a list to choose from."""

    value: str
    label: str
    is_chosen: bool


def choose(picture: ChallengePicture, viewer: Viewer) -> dict[str, Any]:
    """The form: with whom, and how many where they are found."""
    sector, choice = picture.sector, picture.choice
    counts = [PeerChoice(k=k) for k in range(FEWEST, MOST + 1)]
    return {
        "who": [Option(c.who, label, c.who == choice.who) for c, label in _whom(sector, viewer)],
        "counts": [Option(str(c.k), str(c.k), c.k == (choice.k or _usual(sector))) for c in counts],
        "sector": "" if sector == "school" else sector,
        "is_changed": choice.kind != "equal" or choice.k not in (0, _usual(sector)),
        "plain": query(PeerChoice(), sector),
    }


def _usual(sector: str) -> int:
    return load_comparisons()[sector].content.k


def _whom(sector: str, viewer: Viewer) -> list[tuple[PeerChoice, str]]:
    """Every choice that can be had in this area by this viewer, in words."""
    indicators = load_indicators()
    found = [(PeerChoice(), _("dem, vi ligner på vilkår (lige vægt)"))]
    found += [
        (
            PeerChoice("learned", indicator=name),
            _("dem, vi ligner på det, %(figure)s hænger sammen med")
            % {"figure": sentences.lower(sentences.short(indicators[name].content))},
        )
        for name in selectors.learnable(sector=sector)
    ]
    if selectors.current_list(sector=sector) is not None:
        found.append((PeerChoice("kl"), _("KL's sammenligningsgruppe")))
    found += [
        (PeerChoice("group", group=row.id), _("gruppen “%(name)s”") % {"name": row.name})
        for row in selectors.groups_for(viewer=viewer, sector=sector)
    ]
    return found


def remark(picture: ChallengePicture) -> str:
    """Say what the peers rest on."""
    if picture.choice.is_found:
        note = load_comparisons()[picture.sector].content.note
        learned = picture.choice.kind == "learned"
        return _learned(picture) if learned else note.in_language(sentences.language())
    words = _(
        "Kommunerne er valgt på forhånd og ikke fundet af Samspil. Afstanden er målt på de samme "
        "vilkår som ellers, med lige vægt."
    )
    unmeasured = sorted(_chosen(picture) - {peer.code for peer in picture.peers.peers})
    if unmeasured:
        names = sentences.joined([picture.names[code] for code in unmeasured])
        words += " " + _("%(names)s mangler for mange vilkår til at være med.") % {"names": names}
    return words


def _chosen(picture: ChallengePicture) -> set[str]:
    return set(picture.group.codes if picture.group else ()) & set(picture.peers.not_compared)


def _learned(picture: ChallengePicture) -> str:
    """The weights, largest first: a weight is not a rank of anybody."""
    indicators = load_indicators()
    ordered = sorted(picture.peers.conditions, key=lambda c: (-c.weight, c.indicator))
    shares = [
        _("%(name)s %(share)s pct.")
        % {
            "name": sentences.lower(sentences.short(indicators[c.indicator].content)),
            "share": numbers.number(100 * c.weight),
        }
        for c in ordered
    ]
    return _(
        "Vilkårene vejer, som de tilsammen hænger sammen med %(figure)s i landets kommuner: "
        "%(weights)s. Resultatet selv er ikke med."
    ) % {
        "figure": sentences.lower(sentences.short(indicators[picture.choice.indicator].content)),
        "weights": ", ".join(shares).rstrip("."),
    }


def other_area(picture: ChallengePicture) -> str:
    """The same page and choice in the other area; weights learned in one mean nothing there."""
    choice = picture.choice
    if choice.kind == "learned":
        choice = replace(choice, kind="equal", indicator="")
    sector = "daycare" if picture.sector == "school" else "school"
    return query(choice, sector) or "?"


def choice_json(picture: ChallengePicture) -> dict[str, Any]:
    """How the peers came about, for a program."""
    return {
        "kind": picture.choice.kind,
        "indicator": picture.choice.indicator or None,
        "group": picture.group.name if picture.group else None,
        "source": picture.kl.source if picture.kl else None,
        "as_of": picture.kl.as_of.isoformat() if picture.kl else None,
        "k": picture.peers.k,
        "weights": {c.indicator: c.weight for c in picture.peers.conditions},
        "stability": picture.peers.stability,
        "far": picture.peers.far,
    }


def refusal(reason: str) -> str:
    """Say why a choice cannot be had, and what to do."""
    return {
        "no_such_result": _("Der kan ikke læres vægte af det tal."),
        "nothing_to_learn": _(
            "Vilkårene forklarer ikke det resultat, så der er ingen vægte at lære af det."
        ),
        "no_kl_list": _("KL's sammenligningsgrupper er ikke indlæst for området endnu."),
        "not_in_kl_list": _("Kommunen står ikke i KL's sammenligningsgrupper."),
        "nobody_else": _("Der er ingen andre kommuner i gruppen."),
        "no_such_group": _("Gruppen findes ikke længere, eller den er ikke delt med jer."),
    }[reason]
