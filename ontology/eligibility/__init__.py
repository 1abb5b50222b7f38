"""Who may apply for a policy: conditions a machine can check, the logic that joins them, the firm they ask about."""
