"""Questions in Chinese about the graph, answered by read-only Cypher and without a language model.

    question ─▶ tokens ─▶ items ─▶ meaning ─▶ Cypher + parameters ─▶ rows ─▶ Answer
         names, words, typos    reading/         writing/             replying/

The words of the grammar are data (`words.tsv`); the names are the graph's own. Whatever stands for nothing is named.
Method: docs/methods.md, section Q.
"""

from graph.asking.answer import Answer, AnswerKind, Understood
from graph.asking.ask import ask

__all__ = ["Answer", "AnswerKind", "Understood", "ask"]
