"""What can be known of a case before it runs: what it holds, assumes and contradicts."""
