"""Why an act on groups was refused."""


class NoSuchEditionError(Exception):
    """There is no such edition, or it has no such sector."""


class TooFewParticipantsError(Exception):
    """Fewer municipalities than one group needs are registered; `count` says how many."""

    def __init__(self, count: int, needed: int) -> None:
        self.count, self.needed = count, needed
        super().__init__(f"{count} of {needed}")


class NoSuchPlanError(Exception):
    """There is no such plan."""


class PlanNotOpenError(Exception):
    """The plan has been accepted or superseded by now."""


class ParticipantsChangedError(Exception):
    """Municipalities have come or gone since the plan was proposed."""


class ReasonMissingError(Exception):
    """Accepting needs a reason, of at most REASON_LENGTH characters."""


class InvalidChangeError(Exception):
    """What was asked names a group, a municipality or a size that is not there."""


class StaleBenchError(Exception):
    """Somebody has changed the groups since they were shown; `by` says who."""

    def __init__(self, by: str) -> None:
        self.by = by
        super().__init__(by)


class TravelRefusedError(Exception):
    """A table of travel times cannot be used; `complaints` are sentences saying where and why."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        self.complaints = complaints
        super().__init__("; ".join(complaints))
