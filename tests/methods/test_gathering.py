"""Where to meet, against every host tried by plain loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.methods.gathering import MeetingPlace, meeting_places
from samspil.methods.results import ShapeError

# Five towns along a road, by kilometre.
ROAD = [0.0, 10.0, 20.0, 40.0, 100.0]
LINE = np.abs(np.subtract.outer(ROAD, ROAD))


def test_on_a_line():
    least, fairest = meeting_places(LINE)
    assert least == MeetingPlace(host=2, mean=32.5, longest=80.0, farthest=4)
    assert fairest == MeetingPlace(host=3, mean=37.5, longest=60.0, farthest=4)


def test_some_of_them():
    least, fairest = meeting_places(LINE, [0, 4])
    assert least == fairest == MeetingPlace(host=0, mean=100.0, longest=100.0, farthest=4)


@given(
    st.integers(2, 9).flatmap(lambda n: st.tuples(st.just(n), st.randoms(use_true_random=False)))
)
def test_no_other_host_is_better(given_):
    n, random = given_
    points = np.array([[random.uniform(0, 9), random.uniform(0, 9)] for _ in range(n)])
    km = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    least, fairest = meeting_places(km)
    means = [sum(km[host]) / (n - 1) for host in range(n)]
    longest = [max(km[host]) for host in range(n)]
    assert least.mean == pytest.approx(min(means))
    assert fairest.longest == pytest.approx(min(longest))
    assert km[least.host, least.farthest] == pytest.approx(least.longest)


@pytest.mark.parametrize(("distances", "who"), [([[0.0]], None), (LINE, [1]), ([[0, 1]], None)])
def test_what_is_no_meeting(distances, who):
    with pytest.raises(ShapeError):
        meeting_places(distances, who)
