"""Pages of the local arena."""
