"""The shipped facts."""
