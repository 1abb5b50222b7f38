"""The conditions of a clause: figures, states, titles, places, trades, each with its own words and tables.

measures (the number) + whose (the field it is of) + periods ─▶ figures; given: numbers that ask for nothing
states.tsv ─▶ states │ titles.tsv ─▶ titles │ places │ trades │ implied: bounds without a number
"""
