"""Document → Claims: what Chinese policy and industry text states, plans and counts."""
