"""The pages of facts on the docs site: built from the shipped tables through the library's own public names."""
