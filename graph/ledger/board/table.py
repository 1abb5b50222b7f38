"""The table of the board's events. Nothing in it is changed or deleted: what a demand is follows from its events."""

from typing import Final

DEFINITIONS: Final = """
CREATE TABLE IF NOT EXISTS board_events (
    number BIGINT, demand VARCHAR, step VARCHAR, actor VARCHAR, taken_at TIMESTAMPTZ, detail VARCHAR);
"""

NEXT: Final = "SELECT coalesce(max(number), 0) + 1 FROM board_events"
APPEND: Final = "INSERT INTO board_events VALUES (?, ?, ?, ?, ?, ?)"
OF_ONE: Final = """
SELECT demand, step, actor, taken_at, detail FROM board_events WHERE demand = ? ORDER BY number"""
OF_ALL: Final = "SELECT demand, step, actor, taken_at, detail FROM board_events ORDER BY number"
