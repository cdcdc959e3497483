"""Rules: one file a mechanism, small pure compiled functions on scalars. They look at nothing but their arguments."""
