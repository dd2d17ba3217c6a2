"""Samspil: from figures to changed practice."""

__version__ = "0.1.0"
