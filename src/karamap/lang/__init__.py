"""Languages: the texts of the interface, numbers and dates, names, spellings."""
