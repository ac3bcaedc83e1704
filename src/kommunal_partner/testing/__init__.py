"""Hypothesis strategies for the public models, for this project's tests and for yours."""
