"""How well the numbers of a case are known: their grades, and which of them carry a result."""
