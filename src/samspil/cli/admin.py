"""``samspil admin``: the first programme owner."""

import argparse
import re
from typing import Any

from samspil.cli.database import ready
from samspil.cli.words import refuse


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Make a programme owner; answers a sign-in link that opens once, within a day."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", options.email):
        refuse(
            f"{options.email} er ikke en e-mailadresse.", f"{options.email} is no e-mail address."
        )
    ready(options)
    from django.conf import settings
    from django.urls import reverse

    from samspil.people import services

    user, token = services.name_owner(email=options.email)
    path = reverse("people:sign_in_link", args=[token])
    return {"email": user.email, "link": f"{settings.SAMSPIL_PUBLIC_URL}{path}"}
