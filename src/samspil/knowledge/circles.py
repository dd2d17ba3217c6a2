"""Which circles a text can be shared in, whatever has been consented to."""

from samspil.knowledge.models import Case, Scope


def scopes_of(case: Case) -> tuple[str, ...]:
    """The circles that a text can be meant for: without a partnership there is none to share in."""
    if case.municipality_id and case.edition:
        return tuple(Scope.values)
    if case.municipality_id:
        return (Scope.TEAM, Scope.KL, Scope.PUBLIC)
    return (Scope.PARTNERSHIP, Scope.KL, Scope.PUBLIC) if case.edition else (Scope.KL, Scope.PUBLIC)
