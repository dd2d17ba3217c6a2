"""Pages of this room: thin; look up with permission, call a service or selector, render."""
