"""Everything a person or a machine touches: commands, REST, pages, the bundled sample."""
