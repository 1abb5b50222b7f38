"""The graph as an account of some regions may see it: the same figures, without the names of what lies elsewhere.

Firms and other things elsewhere stay, under a name that says only where they are (`苏州某企业 17`): what is reckoned
of a region rests on them. So every analysis answers as on the whole graph and can name nothing that it may not.

    hidden.py    what is hidden: what lies elsewhere, and what speaks of it
    names.py     the names that only hidden things bear, found in texts however they are spelled
    secrets.py   whether an id, a name or a text tells something hidden
    rows.py      rows, tables and properties without what is hidden
    shown.py     the snapshot under the veil: hidden things renamed, numbered anew
    veil.py      all of that for the regions of one account
"""

from graph.veil.secrets import SIGN
from graph.veil.veil import Veil, veil_of

__all__ = ["SIGN", "Veil", "veil_of"]
