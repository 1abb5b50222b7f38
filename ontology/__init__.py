"""The words everything else is said in: classes, relations, ids, value kinds, facts, chains, errors."""
