"""How large a case may be: what is at the limit is read, what is beyond is refused."""
