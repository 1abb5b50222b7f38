"""Tables that ship beside the code."""

from ontology.rows import rows_in, rows_of


def test_lines_for_people_and_empty_ones_are_no_rows() -> None:
    assert list(rows_in("# 词\t类\n\n减速器\t技术\t\n#\n")) == [["减速器", "技术", ""]]


def test_a_table_is_read_from_the_folder_of_its_package() -> None:
    assert ["万元", "亿元", "10000"] in rows_of("ontology.eligibility", "units.tsv")
