"""Relations of a text between the names found in it, read by tables of words (`acts.tsv`, `joins.tsv`)."""

from nlp.relations.links import find_relations, relations_of

__all__ = ["find_relations", "relations_of"]
