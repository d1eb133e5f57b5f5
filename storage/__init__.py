"""Everything on disk: the vault and its keys, the store inside it, and the one door through which the rest reaches them."""
