"""Outside → Document | Table: readers, page layout, mapping cards."""
