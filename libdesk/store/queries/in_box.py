"""Which copies `c` lie in a box for a class corner: they are in the library, but on no shelf."""

from typing import Final

IN_BOX: Final = "EXISTS (SELECT 1 FROM box_copy bc WHERE bc.copy_id = c.id AND bc.out_day IS NULL)"
WITH_CLASS: Final = """EXISTS (SELECT 1 FROM box_copy bc JOIN copy box ON box.id = bc.box_id
  WHERE bc.copy_id = c.id AND bc.out_day IS NULL AND box.status = 'loan')"""
