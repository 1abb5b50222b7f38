"""Keeping a workspace: backups, restoring them, and what is missing or slow."""
