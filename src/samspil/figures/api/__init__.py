"""The public read API under ``/api/v1/``: the same selectors as the pages, as JSON."""
