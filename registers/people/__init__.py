"""What registers say of people one by one: of whom one entry alone is to be there, who has one and who has none."""
