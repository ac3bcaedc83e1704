"""read_register: a GV100AD file as a register."""

from __future__ import annotations

from os import PathLike
from typing import BinaryIO

from kommunal_partner.adapters.from_gv100ad import sentences as say
from kommunal_partner.adapters.from_gv100ad._records import content_of, decoded, records_of
from kommunal_partner.adapters.from_gv100ad._units import gaps_in, units_of
from kommunal_partner.municipalities import MunicipalRegister
from kommunal_partner.verdicts import Sentence


def read_register(source: str | PathLike[str] | bytes | BinaryIO) -> MunicipalRegister:
    """All units of a GV100AD file: Länder, Regierungsbezirke, Regionen, Kreise, Verbände and municipalities.

    `source` is a path, a binary file such as an upload, or its bytes; whether it is UTF-8 (with or without BOM),
    ISO-8859-1, or cp850 of old systems is found out, and `notes` of the register says so. A kreisfreie Stadt is one
    unit with the keys of a municipality and of a Kreis; Berlin and Hamburg also have that of their Land. Areas outside
    any municipality are among the municipalities, as in the official count, and known by `kind.is_gemeindefrei`. The
    register is `complete` if no Land and no Kreis is without a municipality.

    Raises:
        BadFile: with the line, if a record is cut off, of another day than the first, or not as the format demands;
            without it, if the file is empty, no text, or holds no municipality.
        MissingFile: if there is no file at the path.
    """
    content = content_of(source)
    text, encoding = decoded(content)
    as_of, records = records_of(text)
    units = units_of(records, as_of)
    districts = {record.key: record.name for record in records if record.type == "40"}
    gaps = gaps_in(districts, [record.key for record in records if record.type == "60"])
    notes = [Sentence(say.READ_AS, {"encoding": encoding, "records": len(records), "as_of": as_of}), *gaps]
    return MunicipalRegister(units, as_of=as_of, complete=not gaps, notes=notes)
