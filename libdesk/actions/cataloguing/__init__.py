"""What is done with titles and copies, from the parcel to the shelf."""
