"""Fetching from publishers: what to ask, in which pieces, and what has been answered already.

``plan``, ``statbank``, ``cubes`` and ``paging`` are pure; ``client`` speaks to the network and
``parts`` to the data folder. ``run`` ties them together; ``services.fetching`` publishes.
"""
