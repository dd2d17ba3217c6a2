"""The shared arena: network days, the steering meetings before them, and what is decided there."""
