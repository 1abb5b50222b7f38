"""Making the model of extraction from annotated sentences: `liantu train`. Nothing here runs when texts are read."""
