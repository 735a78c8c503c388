"""Tables for a terminal."""

from wending.kit.table import table


def test_table_sets_numbers_right_and_text_left() -> None:
    shown = table(["place", "fit", "name"], [(1, 0.5, "a"), (10, 0.25, "bc")])

    assert shown == "place    fit  name\n    1  0.500  a\n   10  0.250  bc"


def test_table_shows_unknown_as_a_dash() -> None:
    assert table(["a", "b"], [(None, "x")]) == "a  b\n-  x"
