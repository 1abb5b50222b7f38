"""How well extraction does on annotated sentences: scores with intervals, and the list of what went wrong."""
