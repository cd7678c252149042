"""The pages of the readers' tab: one file each."""
