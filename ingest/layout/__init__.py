"""Lines as a page or a text dump shows them → titles, headings, paragraphs, items.

The order of the steps was measured (docs/decisions): drop furniture, estimate the margin, join wrapped lines,
close blanks, classify, and only then repair paragraphs that something else interrupted.
"""
