"""REST under /v1: a route parses, calls one function of api.answers, and returns its JSON."""
