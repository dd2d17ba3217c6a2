"""Long work: progress, leave and be told, safe to repeat."""
