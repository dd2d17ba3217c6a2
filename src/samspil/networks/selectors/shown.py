"""Groups as pages show them: names in Danish order, reasons in words, how good they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.networks import forming, sentences
from samspil.networks.facts import GroupFacts, MemberFacts
from samspil.places import selectors as places


@dataclass(frozen=True)
class MemberView:
    """A municipality in a group and why it is there."""

    code: str
    name: str
    facts: MemberFacts
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class GroupView:
    """A group: its number, its members in alphabetical order, what holds it together."""

    number: int
    members: tuple[MemberView, ...]
    reasons: tuple[str, ...]
    facts: GroupFacts

    @property
    def codes(self) -> tuple[str, ...]:
        """The members' codes."""
        return tuple(member.code for member in self.members)

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names."""
        return tuple(member.name for member in self.members)


@dataclass(frozen=True)
class Quality:
    """How good groups are, in words, and the measure in digits."""

    fit: str
    proof: str
    measure: str
    proved: bool
    points: str


def member_view(code: str, facts: MemberFacts, names: Mapping[str, str]) -> MemberView:
    """Return a municipality in its group with the reasons in words."""
    return MemberView(code, names[code], facts, sentences.member_reasons(facts, names))


def quality(
    cost: float, bound: float, groups: Sequence[GroupView], *, proved: bool, origin: str = "best"
) -> Quality:
    """Return how good groups are; cost and bound are sums over the members."""
    members = sum(len(group.members) for group in groups)
    gap = (cost - bound) / cost if cost > 0 else 0.0
    return Quality(
        fit=sentences.fit(cost / members, len(groups)),
        proof=sentences.proof(proved=proved, gap=gap, origin=origin),
        measure=sentences.measure(cost / members, bound / members),
        proved=proved,
        points=sentences.points(cost / members),
    )


def group_views(formed: forming.Formed) -> tuple[GroupView, ...]:
    """Return groups just formed, each in alphabetical order."""
    names, order = places.names(), danish_order()
    together = zip(formed.groups, formed.group_facts, strict=True)
    return tuple(
        GroupView(
            number,
            tuple(
                member_view(code, formed.member_facts[code], names)
                for code in sorted(members, key=order.__getitem__)
            ),
            sentences.group_reasons(facts),
            facts,
        )
        for number, (members, facts) in enumerate(together, start=1)
    )


def danish_order() -> dict[str, int]:
    """Return each code's place in the Danish alphabet of names."""
    known = (*places.real_municipalities(), *places.example_municipalities())
    ordered = sorted(known, key=lambda place: place.sort_key)
    return {place.code: number for number, place in enumerate(ordered)}
