"""The OpenAPI description with an example of every request and answer, and how to ask in other languages.

requests.yaml   what is asked in the examples, in the order in which the recorder asks it
answers.json    what the sample answered, long lists cut: `python -m api.rest.description.record`
"""
