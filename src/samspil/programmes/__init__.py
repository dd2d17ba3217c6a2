"""Editions of a programme, and the registration of teams."""
