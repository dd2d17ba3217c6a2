"""The nouns of meetings."""

from samspil.meetings.models.meetings import TEXT_LENGTH, BroughtItem, Decision, Meeting

__all__ = ["TEXT_LENGTH", "BroughtItem", "Decision", "Meeting"]
