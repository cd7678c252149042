"""Issues of a year are bound: lists for the bindery, the volumes on them, sent, back and on the shelf."""
