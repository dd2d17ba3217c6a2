"""Whether the same people come throughout, held against counting one by one."""

from hypothesis import given
from hypothesis import strategies as st

from samspil.meetings.continuity import Day, Team, continuity

DAYS = [Day(1), Day(2), Day(3, "school")]
TEAM = Team("E01", {7: ("school",), 8: ("daycare",), 9: ("school", "daycare")})


def test_who_came_each_day_that_was_theirs_came_throughout():
    noted = {(1, 7): "came", (2, 7): "came", (3, 7): "came", (1, 8): "came", (2, 8): "came"}
    found = continuity(TEAM, DAYS, noted | {(1, 9): "came", (2, 9): "instead", (3, 9): "came"})
    # 8 is not asked on the third day; 9 sent another on the second.
    assert (found.people, found.throughout) == (3, 2)
    assert [(d.came, d.instead, d.asked) for d in found.days] == [(3, 0, 3), (2, 1, 3), (2, 0, 2)]
    assert not found.missed_last


def test_the_last_day_missed_is_seen_and_a_substitute_counts_as_being_there():
    noted = {(1, 7): "came", (3, 7): "away"}
    assert continuity(TEAM, DAYS, noted).missed_last
    assert not continuity(TEAM, DAYS, noted | {(3, 9): "instead"}).missed_last


def test_where_there_is_nothing_to_say_nothing_is_said():
    for found in (continuity(TEAM, [], {}), continuity(Team("E01", {}), DAYS, {})):
        assert found.share is None
        assert not found.missed_last
        assert found.throughout == 0


STATUSES = st.sampled_from(["came", "instead", "away"])
SECTORS = st.sets(st.sampled_from(["school", "daycare"]), min_size=1)


@given(
    st.dictionaries(st.integers(1, 5), SECTORS),
    st.lists(st.sampled_from(["", "school", "daycare"]), max_size=4),
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(1, 5)), STATUSES),
)
def test_as_if_counted_by_hand(people, sectors, noted):
    days = [Day(number, sector) for number, sector in enumerate(sectors)]
    found = continuity(Team("E01", people), days, noted)
    throughout = 0
    for person, own in people.items():
        theirs = [day for day in days if not day.sector or day.sector in own]
        came = [day for day in theirs if noted.get((day.id, person)) == "came"]
        throughout += bool(theirs) and len(came) == len(theirs)
    assert found.throughout == throughout
    assert all(0 <= day.came + day.instead <= day.asked for day in found.days)
