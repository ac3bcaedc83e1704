"""Requested bilateral meetings on slots and tables: what is wanted most first, then few idle gaps for everybody.

`arrange` lays the meetings out and gives a `Timetable`, which says how good it can be at best, who meets whom when,
why a request is left out and which rules clash.
"""

from kommunal_partner.matching.meetings._explain import Appointment
from kommunal_partner.matching.meetings._task import MeetingPlace, Pair, Request, as_pair
from kommunal_partner.matching.meetings.result import RowsBy, Timetable
from kommunal_partner.matching.meetings.solve import arrange

__all__ = ["Appointment", "MeetingPlace", "Pair", "Request", "RowsBy", "Timetable", "arrange", "as_pair"]
