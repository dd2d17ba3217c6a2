"""The local arena: an aim, tests of change, what came of them."""
