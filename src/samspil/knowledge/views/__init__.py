"""Pages of the knowledge portal: thin; look up with permission, call a service, go on."""
