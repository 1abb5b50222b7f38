"""Questions asked of a snapshot, one method a file; formulas in docs/methods.md."""
