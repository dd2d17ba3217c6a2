"""Settings, addresses, base pages, static files and the home page."""
