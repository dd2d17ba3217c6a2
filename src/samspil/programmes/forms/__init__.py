"""Forms of this room, a file for each topic. What is right and wrong is decided by ``checks``."""
