"""三分钟自诊断: one HTML file in which a firm finds where it stands, who is up and down, who helps, what to apply for.

    content.py      what the file holds, gathered from the workspace
    neighbours.py   the chain, its findings and the firms of each node with their evidence
    solutions.py    solutions for scenarios, and the words with which people say what hurts
    policies.py     conditions of policies, and what the form has to ask for them
    writing.py      the file itself: page, style, scripts and content in one, sealed by hashes
    page/           the page as it is shown; its scripts run in the browser and ask nobody

Nothing that is filled in leaves the browser.
"""
