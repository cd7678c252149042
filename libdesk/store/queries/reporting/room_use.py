"""Reading in the room, of all three sorts, for every report that counts it."""

from typing import Final

# (day, uses) from :first to :last: lent into the room, scanned there after use, and counted by hand.
ROOM_USE: Final = """
SELECT lent_day AS day, count(*) AS uses FROM loan WHERE lent_day BETWEEN :first AND :last AND in_house = 1 GROUP BY 1
UNION ALL SELECT used_day, count(*) FROM house_use WHERE used_day BETWEEN :first AND :last GROUP BY 1
UNION ALL SELECT day, sum(uses) FROM room_use WHERE day BETWEEN :first AND :last GROUP BY 1"""
