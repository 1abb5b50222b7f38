"""Many demands and many providers at once, under hard constraints and capacities, and whether all get their chance.

constraints.py   what a provider must be: in a region, certified, able, no rival, not excluded
pairs.py         who may serve whom, and how well: the sparse market that both ways of matching read
optimum.py       the assignment of the greatest worth under capacity, with prices that prove it
stable.py        the matching that no demand and provider would leave together (deferred acceptance)
exposure.py      who is shown how much, against who could be shown
quota.py         a bounded re-ranking for those who are shown too little
sizes.py         how large a firm can be, by what is known of it
"""
