"""Facts and answers as columns of the caller's own data frames, on whatever engine narwhals knows.

pandas, polars (eager and lazy), pyarrow, duckdb, ibis, dask and pyspark take the same functions; nothing is computed
before the engine is asked to. Needs the extra `frames`.
"""

from __future__ import annotations

from kommunal_partner.adapters.to_frames._frame import frame
from kommunal_partner.adapters.to_frames._lookups import add_country, add_eligibility, add_region
from kommunal_partner.adapters.to_frames._oda import add_oda
from kommunal_partner.adapters.to_frames._spans import oda_spans

__all__ = ["add_country", "add_eligibility", "add_oda", "add_region", "frame", "oda_spans"]
