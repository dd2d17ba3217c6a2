"""The shared arena: network days and steering meetings."""
