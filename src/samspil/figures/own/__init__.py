"""A municipality's own figures as somebody states them: entries, pasted blocks, what stands."""
