"""What the pages of meetings hold, by topic."""
