"""Everything on disk: the vault, its keys, the store inside it, and the one door to them."""
