"""Search: the least costly scenario that meets targets with the probability asked, and what else comes near it."""
