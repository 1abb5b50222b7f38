"""The door for assistants: a server of the Model Context Protocol on standard input and output.

    assistant ─ tool ─▶ REST, of this workspace in this process or of a running service ─▶ answer + sentences + mark

    questions.py   what may be asked, each a tool
    answer.py      what a tool gives back: the answer with the sentences behind it
    service.py     the REST that is asked, here or elsewhere
    server.py      tools under their names, and refusals in words

Tools only read. The package is not called `mcp`, since it imports one of that name.
"""
