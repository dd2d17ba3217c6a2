"""Why an act on meetings is refused."""


class NoSuchEditionError(Exception):
    """There is no such edition."""


class NoSuchMeetingError(Exception):
    """There is no such meeting."""


class NoComingDayError(Exception):
    """No network day lies ahead to bring anything to."""


class MeetingIsOverError(Exception):
    """The meeting has been held: nothing can be brought to it or changed in it any more."""


class NotTakingPartError(Exception):
    """The municipality is not registered in the edition (in this sector)."""


class WordsMissingError(Exception):
    """The text is empty or too long."""


class MeetingIsCancelledError(Exception):
    """The meeting is called off: nobody comes to it."""
