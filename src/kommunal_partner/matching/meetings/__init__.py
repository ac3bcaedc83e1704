"""Requested bilateral meetings on slots and tables: as many as fit, and few idle gaps for everybody.

`arrange` lays the meetings out and gives a `Timetable`, which says how good it can be at best, who meets whom when,
why a request is left out and which rules clash.
"""

from kommunal_partner.matching.meetings.arranging import arrange
from kommunal_partner.matching.meetings.model import Pair, Place, Problem, Request, as_pair
from kommunal_partner.matching.meetings.timetable import Appointment, Timetable

__all__ = ["Appointment", "Pair", "Place", "Problem", "Request", "Timetable", "arrange", "as_pair"]
