"""From typed points to a chart and what may be said of it. No database here."""
