"""What is done with the registers: the opening balance, and closing a year."""
