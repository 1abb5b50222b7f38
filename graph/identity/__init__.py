"""Identity: which mentions are the same thing, decided by rules that say why and by people who can undo."""
