"""一链一图一表一策: one result, written as Word, Excel and HTML, that can be verified number by number.

Workspace ─ read ─▶ Inputs ─ find ─▶ Result ─ compose ─▶ Paper ─ write ─▶ .docx | .xlsx | .html
                      │                                                       │ evidence pack inside
                      └────────────── Inputs ◀─ read ─ pack ◀─────────────────┘ verify: all of it again, and compare
"""
