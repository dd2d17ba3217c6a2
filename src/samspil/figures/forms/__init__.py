"""Forms of figures, one module for each kind of page."""
