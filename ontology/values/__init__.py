"""One file a kind of value: names, credit codes, regions, dates, quantities."""
