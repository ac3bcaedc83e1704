"""What tables and rounds share: reading people and tables, a seating in numbers, its repair, and trying all of them."""
