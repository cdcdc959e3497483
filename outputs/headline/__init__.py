"""`make headline`: what carries a case's headline, as the tables of docs/headline.md and their figure."""
