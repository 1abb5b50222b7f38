"""The door for assistants: a server of the Model Context Protocol on standard input and output.

    assistant ─ tool ─▶ REST, of this workspace in this process or of a running service ─▶ answer + sentences + mark

Tools only read. The package is not called `mcp`, since it imports one of that name.
"""
