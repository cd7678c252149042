"""What arrived and waits for stamp, label and shelf."""
