"""Pages of meetings, by topic."""
