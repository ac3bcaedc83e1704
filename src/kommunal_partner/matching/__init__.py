"""Who meets whom: pairs, stable matches, tables, rounds and bilateral meetings, with proof and reasons."""
