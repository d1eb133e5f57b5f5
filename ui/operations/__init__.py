"""One function for each act of a user: what a button does. A file a field of work."""
