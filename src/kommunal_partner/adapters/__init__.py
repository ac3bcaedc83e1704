"""The edges: readers of foreign files and writers for foreign tools; one module a format."""
