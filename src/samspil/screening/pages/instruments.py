"""The instruments in use, and what each asks."""

from typing import Any

from samspil.screening import sentences
from samspil.screening.instrument import SECTORS, Form, load_instruments
from samspil.screening.instruments import known_instruments


def instruments_page() -> dict[str, Any]:
    """Return each instrument with its statement and how many questions it asks."""
    ours = load_instruments()
    return {
        "instruments": [
            {
                "id": name,
                "title": sentences.say(one.content.title),
                "statement": sentences.say(one.content.statement),
                "version": one.version,
                "author": one.content.author,
                "is_ours": name in ours,
                "counts": [
                    (
                        sentences.SECTORS[sector],
                        len(one.content.asked(sector, Form.SHORT)),
                        len(one.content.asked(sector)),
                    )
                    for sector in SECTORS
                ],
            }
            for name, one in known_instruments().items()
        ]
    }
