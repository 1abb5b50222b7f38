"""A policy's text: made plain, its outline, its sentences and clauses, and the words a condition is quoted by."""
