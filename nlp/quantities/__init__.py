"""Numbers of a text as observations: whose they are, what they count, value, unit, period, comparator, status."""

from nlp.quantities.readings import find_readings, readings_of

__all__ = ["find_readings", "readings_of"]
