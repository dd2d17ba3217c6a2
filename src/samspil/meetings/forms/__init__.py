"""Forms of meetings, by topic."""
