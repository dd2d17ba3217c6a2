"""Municipalities and institutions."""
