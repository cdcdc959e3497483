"""What several commands use: language, screen, columns, arguments, provenance."""
