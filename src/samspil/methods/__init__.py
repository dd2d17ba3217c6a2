"""Pure methods on NumPy and Polars: no Django, no files, no clock; same input, same answer."""
