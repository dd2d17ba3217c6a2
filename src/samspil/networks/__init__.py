"""Networks and sparring groups: who is with whom, and why."""
