"""``samspil edition``: an edition as a definition file, out of this installation and into it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samspil.cli.database import ready
from samspil.cli.words import refuse, unavailable

if TYPE_CHECKING:
    from samspil.programmes.complaints import Complaint

SHOWN = 20


def export(options: argparse.Namespace) -> dict[str, Any]:
    """Write a public edition, historical ones too, as a definition file."""
    ready(options)
    from samspil.programmes import edition_file, selectors

    found = selectors.edition(options.edition, version=options.version or "")
    if found is None:
        which = " ".join(one for one in (options.edition, options.version) if one)
        refuse(f"Der er ingen udgave {which}.", f"There is no edition {which}.")
    content = edition_file.written(found.content)
    out = Path(options.out)
    try:
        out.write_bytes(content)
    except OSError as error:
        unavailable(
            f"{out} kan ikke skrives: {error.strerror}.",
            f"{out} cannot be written: {error.strerror}.",
        )
    return {
        "edition": found.id,
        "version": found.version,
        "file": str(out),
        "bytes": len(content),
    }


def take_in(options: argparse.Namespace) -> dict[str, Any]:
    """Make a definition file a draft, which an owner looks through and publishes."""
    ready(options)
    from samspil.people.roles import Role
    from samspil.people.viewer import Grant, Viewer
    from samspil.programmes import services

    file = Path(options.file)
    try:
        content = file.read_bytes()
    except OSError as error:
        unavailable(
            f"{file} kan ikke læses: {error.strerror}.", f"{file} cannot be read: {error.strerror}."
        )
    # Whoever holds the data folder writes as a programme owner does.
    operator = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
    try:
        stated = services.import_edition(actor=operator, content=content)
    except services.EditionRefusedError as error:
        told = _told(file.name, error.complaints)
        # The words are in the language of the shell already.
        refuse(told, told)
    return {"edition": stated["id"], "draft": True}


def _told(name: str, complaints: "tuple[Complaint, ...]") -> str:
    """Return every complaint with file and key, one a line."""
    from samspil.programmes import edition_words

    lines = [
        ": ".join(part for part in (name, one.key, edition_words.complaint(one)) if part)
        for one in complaints[:SHOWN]
    ]
    return "\n".join(lines)
