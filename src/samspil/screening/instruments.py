"""Which instruments there are: ours, and those that an organiser has brought."""

from collections.abc import Mapping

from samspil.definitions import Definition, kept
from samspil.screening.instrument import Instrument, load_instruments
from samspil.screening.models import OwnInstrument


def known_instruments() -> Mapping[str, Definition[Instrument]]:
    """Return every instrument in use by id: ours first, then those that were brought."""
    brought = OwnInstrument.objects.filter(retired_at=None)
    return dict(load_instruments()) | {one.name: _definition(one) for one in brought}


def known_instrument(name: str) -> Definition[Instrument] | None:
    """Return an instrument in use; None where there is none of this id."""
    ours = load_instruments().get(name)
    if ours is not None:
        return ours
    brought = OwnInstrument.objects.filter(name=name, retired_at=None).first()
    return _definition(brought) if brought else None


def _definition(brought: OwnInstrument) -> Definition[Instrument]:
    content = kept(brought.content, Instrument)
    return Definition(brought.name, brought.version, content, f"{brought.name}.toml")
