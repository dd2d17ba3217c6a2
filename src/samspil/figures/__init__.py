"""Indicators, sources and observations; peers, expected value and potential."""
