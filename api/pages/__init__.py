"""Pages: a template and one function that makes its context; one URL a state; nothing from another host."""
