"""Who may do what: accounts, keys, sessions, single sign-on, and what was done.

    request ─▶ Headers ─▶ Limits ─▶ Gate ─▶ route
                                     │ who: session, key, or the user of this machine (`caller`)
                                     │ may they: one table, `routes.tsv` (`rules`)
                                     │ what they see: regions and personal data (`sight`)
                                     └▶ audit, each entry with the hash of the one before (`trail`)

All of it lies in the folder `access` of the workspace, so that backups take it along; only its owner may read it.
"""
