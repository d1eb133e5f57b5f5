"""Parts of pages: editors and forms made from the declaration of a record, choosers, rows and columns."""
