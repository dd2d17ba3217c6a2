"""Why an act on meetings is refused."""


class NoSuchEditionError(Exception):
    """There is no such edition."""


class NoSuchMeetingError(Exception):
    """There is no such meeting."""


class NoComingDayError(Exception):
    """No meeting lies ahead to bring or carry anything to."""


class MeetingIsOverError(Exception):
    """The meeting has been held: nothing can be brought to it or changed in it any more."""


class NotTakingPartError(Exception):
    """The municipality is not registered in the edition (in this sector)."""


class WordsMissingError(Exception):
    """The text is empty or too long."""


class MeetingIsCancelledError(Exception):
    """The meeting is called off: nobody comes to it."""


class AgendaChangedError(Exception):
    """Somebody has changed the agenda or the minutes since they were shown; `by` says who."""

    def __init__(self, by: str) -> None:
        self.by = by
        super().__init__(by)


class NoSuchItemError(Exception):
    """There is no such item on the agenda, or no such decision or suggestion."""


class NoSpeakerError(Exception):
    """The item has no speaker with a name and an address."""


class TooMuchMaterialError(Exception):
    """As much material lies under the item as can."""


class PollClosedError(Exception):
    """The poll is closed: votes stand as they are."""
