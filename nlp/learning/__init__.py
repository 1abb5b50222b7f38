"""Learning from annotated sentences: a sequence tagger and log-linear choices, in numpy at run time."""
