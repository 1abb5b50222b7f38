"""The rooms of the site, one file a subject: routes, and one function that makes the context of each template."""
