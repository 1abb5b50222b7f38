"""Webhooks: an address of the user's is told when a chain it watches gets a new weak link. None is told by default.

    graph's version changes ─ watch: gaps before, gaps now ─▶ event ─▶ outbox ─ signed, sent, tried again ─▶ log

    WORKSPACE/webhooks/hooks.json       addresses with their secrets, readable by the owner alone
    WORKSPACE/webhooks/seen/ID.json     types of the nodes when the hook was last looked after
    WORKSPACE/webhooks/outbox/ID.json   what is still to be delivered; survives a restart
    WORKSPACE/webhooks/deliveries.jsonl every attempt

Messages and signatures after Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks).
"""
