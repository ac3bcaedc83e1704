"""What is said of JSON that is not read."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

JSON_TOO_LARGE: Final = Reason(
    "JSON_TOO_LARGE",
    de="Der Text ist länger als {most} Byte und wird nicht gelesen",
    en="the text is longer than {most} bytes and is not read",
)
JSON_TOO_DEEP: Final = Reason(
    "JSON_TOO_DEEP",
    de="Objekte und Listen liegen tiefer als {most} Ebenen ineinander",
    en="objects and lists lie in one another more than {most} levels deep",
)
JSON_INVALID: Final = Reason("JSON_INVALID", de="Das ist kein JSON: {why}", en="this is not JSON: {why}")
JSON_NOT_A_DOCUMENT: Final = Reason(
    "JSON_NOT_A_DOCUMENT",
    de="Ein Objekt mit „type“, „value“ und „sources“ ist nötig",
    en="an object with “type”, “value” and “sources” is needed",
)
JSON_OTHER_TYPE: Final = Reason(
    "JSON_OTHER_TYPE",
    de="Das Dokument enthält „{given}“, verlangt ist „{wanted}“",
    en="the document holds “{given}”, asked for is “{wanted}”",
)
JSON_NOT_READ: Final = Reason("JSON_NOT_READ", de="nicht lesbar: {where}", en="not read: {where}")
JSON_OTHER_FORM: Final = Reason(
    "JSON_OTHER_FORM",
    de="ein Wert von anderer Form ist nötig (ein Objekt oder eine Liste)",
    en="a value of another form is needed (an object or a list)",
)
