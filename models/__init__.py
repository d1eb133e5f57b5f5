"""What an association knows, and its rules: plain frozen data. No Qt, no SQL, no files but the vocabularies."""
