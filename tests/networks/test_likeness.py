"""Likeness of conditions is the distance that peers are chosen by."""

import numpy as np
import pytest

from samspil.figures.selectors import peers_of
from samspil.networks.likeness import condition_distances

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sector", ["school", "daycare"])
@pytest.mark.parametrize("own", ["615", "101", "825"])
def test_real_municipalities_are_as_far_apart_as_their_peers_page_says(own, sector):
    peers = peers_of(code=own, sector=sector).peers
    codes = [own, *(peer.code for peer in peers)]
    found = condition_distances(codes, sector)
    assert found[0, 1:] == pytest.approx([peer.distance for peer in peers])
    assert np.array_equal(found, found.T)


def test_examples_are_measured_on_the_same_scale(with_figures):
    peers = peers_of(code="E01").peers
    found = condition_distances(["E01", *(peer.code for peer in peers)], "school")
    assert found[0, 1:] == pytest.approx([peer.distance for peer in peers])


def test_without_figures_nothing_is_claimed(edition):
    found = condition_distances(["E01", "E02", "615"], "school")
    assert np.isnan(found[0, 1])
    assert np.isnan(found[0, 2])
    assert found[2, 2] == 0
