"""What every page is made with: its frame and language, tables and figures that can be taken along."""
