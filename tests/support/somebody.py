"""People under test: one for each role and place."""

from samspil.people import services as people
from samspil.people.models import Membership


def somebody(role=None, municipality="", **where):
    """Return the one person who has this role there, and no other."""
    address = "-".join([str(role or "gaest"), municipality or "alle", *where.values()]).lower()
    user = people.find_or_add_user(email=f"{address}@example.org", name=f"En {role or 'gæst'}")
    if role:
        Membership.objects.get_or_create(
            user=user, role=role, municipality_id=municipality or None, ended_at=None, **where
        )
    return user
