"""A sheet says what its table says, and runs nothing."""

from python_calamine import CalamineWorkbook

from samspil.components.sheets import as_xlsx
from samspil.components.tables import Cell, Table

TABLE = Table(
    "Børn og tal",
    ("Kommune", "Tal"),
    (
        (Cell("Ærø"), Cell("1.234,5", exact=1234.5)),
        (Cell("=1+1"), Cell("få børn, vises ikke")),
    ),
    source="Kilde: ingen",
)


def rows(content: bytes) -> list[list[object]]:
    import io

    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_numbers_are_numbers_and_text_is_text() -> None:
    read = rows(as_xlsx(TABLE))
    assert read[0][0] == "Børn og tal"
    assert read[2] == ["Kommune", "Tal"]
    assert read[3] == ["Ærø", 1234.5]
    assert read[4] == ["=1+1", "få børn, vises ikke"]
    assert read[6][0] == "Kilde: ingen"


def test_the_same_table_gives_the_same_bytes() -> None:
    assert as_xlsx(TABLE) == as_xlsx(TABLE)


def test_a_long_name_of_a_sheet_is_cut() -> None:
    assert rows(as_xlsx(TABLE, "Et navn, der er længere end et regneark tillader"))
