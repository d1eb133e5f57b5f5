"""What goes out of the vault as files and comes in from them: one file a format. Knows neither storage nor reports."""
