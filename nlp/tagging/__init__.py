"""The learned tagger of names and terms: what each character looks like, and which labels that makes likely."""
