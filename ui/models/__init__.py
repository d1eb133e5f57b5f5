"""Tables as Qt sees them: each keeps rows of plain data and asks the reading thread for more."""
