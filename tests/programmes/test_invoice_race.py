"""Ten real processes issue at once: each municipality one invoice, no number lost or twice."""

from collections import Counter
from pathlib import Path


def test_numbers_have_no_gap_and_nobody_is_invoiced_twice(own_database, answer_of):
    came = answer_of(Path(__file__).with_name("invoice_race.py"), own_database)
    told = Counter((code, "label" if answer.startswith("R-") else answer) for code, answer in
                   came["told"])  # fmt: skip
    assert told == Counter(
        {("E01", "no_gln"): 2}
        | {(f"E{n:02d}", "label"): 1 for n in range(2, 6)}
        | {(f"E{n:02d}", "nothing_owed"): 1 for n in range(2, 6)}
    ), came["told"]
    labels = {answer for _code, answer in came["told"] if answer.startswith("R-")}
    assert labels == {f"R-000{number}" for number in range(1, 5)}
    assert came["counts"] == {"numbers": [1, 2, 3, 4], "next": 5, "files": 8, "events": 4}
