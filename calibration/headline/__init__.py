"""What carries a case's headline: its readings and alternatives, the levers of the plan, and the parameters that nature sets."""
