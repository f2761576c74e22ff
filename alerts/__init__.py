"""What is told to whom, when, and how it gets there."""
