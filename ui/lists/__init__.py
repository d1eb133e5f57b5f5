"""One list for every kind of record: columns from the declaration and the association's own questions, filters, order, saved views."""
