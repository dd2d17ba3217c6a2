"""What stops a fetch. Messages are for the person who asked, and never hold a key."""


class FetchError(Exception):
    """Fetching cannot go on. Nothing was published; what has been answered is kept."""


class UnreachableError(FetchError):
    """The publisher does not answer, or only by errors of its own."""


class KeyRefusedError(FetchError):
    """There is no key, or the publisher does not take it."""


class MisfitError(FetchError):
    """A definition names a table, variable or code that the publisher does not have."""


class RefusedError(FetchError):
    """The publisher refuses the request. ``code`` is its own kind of error, where it gives one."""

    def __init__(self, message: str, *, status: int, code: str = "", text: str = "") -> None:
        self.status, self.code, self.text = status, code, text
        super().__init__(message)


class TooLargeError(RefusedError):
    """The request asks for more cells than the publisher gives at once."""


class BrokenAnswerError(Exception):
    """An answer that is not whole or not what was asked for; asking again may help."""
