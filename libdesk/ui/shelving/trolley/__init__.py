"""What came back and waits to be shelved."""
