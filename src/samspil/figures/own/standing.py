"""What stands already, held against what is about to be kept. Reads nothing itself."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from samspil.figures.indicators import load_indicators
from samspil.figures.models.own import OwnFigure
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Doubt, Entry, Key, Settled


def mark_of(standing: Mapping[Key, OwnFigure], entries: Iterable[Entry]) -> str:
    """Return a mark of what stands at the keys of the entries."""
    numbers = [f"{found.pk if (found := standing.get(entry.key)) else 0}" for entry in entries]
    return hashlib.sha256(" ".join(numbers).encode()).hexdigest()[:16]


def key_of(figure: OwnFigure) -> Key:
    """Return which figure it is."""
    return Key(figure.indicator, figure.period, figure.breakdown, figure.institution_id or "")


def repeated(entries: Sequence[Entry]) -> list[int]:
    """Return the places of entries about a figure that an earlier entry is about."""
    first = {entry.key: place for place, entry in reversed(list(enumerate(entries)))}
    return [place for place, entry in enumerate(entries) if first[entry.key] != place]


def doubts_of(
    standing: Mapping[Key, OwnFigure], entries: Sequence[Entry], settled: Sequence[Settled]
) -> dict[int, list[Doubt]]:
    """Return what looks wrong, by place. A figure that stands already is not asked about again."""
    found = {}
    for place, (entry, kept) in enumerate(zip(entries, settled, strict=True)):
        if is_same(standing.get(entry.key), entry, kept):
            continue
        content = load_indicators()[entry.key.indicator].content
        if doubts := own_entries.doubts(kept, content, before(standing, entry.key)):
            found[place] = doubts
    return found


def before(standing: Mapping[Key, OwnFigure], key: Key) -> float | None:
    """Return the value of the nearest other period: the one before, else the one after."""
    series = {
        other.period: figure.value
        for other, figure in standing.items()
        if (other.indicator, other.breakdown, other.institution)
        == (key.indicator, key.breakdown, key.institution)
        and figure.value is not None
    }
    earlier = [period for period in series if period < key.period]
    later = [period for period in series if period > key.period]
    nearest = max(earlier) if earlier else min(later, default="")
    return series.get(nearest)


def is_same(standing: OwnFigure | None, entry: Entry, settled: Settled) -> bool:
    """Whether the figure that stands is the one stated, words and all."""
    if standing is None:
        return False
    wanted = (
        settled.state, settled.basis, settled.value, settled.numerator, settled.denominator,
        entry.source.strip(), entry.note.strip(),
    )  # fmt: skip
    found = (
        standing.state, standing.basis, standing.value, standing.numerator, standing.denominator,
        standing.source, standing.note,
    )  # fmt: skip
    return wanted == found
