# %% [markdown]
# # Partnerships of German municipalities
#
# Where are the partners, since when, in which forms, which partner countries have left the list of recipients
# of aid since, and what can a sample not tell? Sixteen questions, each answered in at most three lines.
#
# The table holds what municipalities, Länder, Wikidata and Wikipedia say of partnerships with municipalities in
# countries that were on the DAC list at some time. It is a sample: what is missing here may exist. Run this
# file as it is, or open it as a notebook (Jupyter, VS Code). It needs:
#
# `pip install "kommunal-partner[frames,plots,excel]" polars`

# %%
from collections import Counter
from csv import reader
from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
from openpyxl import Workbook

from kommunal_partner.adapters import to_plots
from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.to_frames import add_eligibility, add_oda, frame
from kommunal_partner.eligibility import assess_scope
from kommunal_partner.facts import load_facts
from kommunal_partner.municipalities import DatedKey, GermanUnit, KeyScheme, MunicipalRegister, compare

DAY = date(2026, 11, 29)
facts = load_facts()
pairs = frame(facts.partnerships, pl)
print(f"{len(pairs)} pairs of municipalities. {facts.partnerships.coverage.text('en')}")

# %% [markdown]
# ## 1. With which countries?
#
# The marks beside the bars are what others state. Where they lie far to the right of a bar, the table holds few
# of what there is (Ukraine); where they lie inside, others counted something else, or earlier.
#
# **What the sample does not tell:** which country has most partnerships. How easily a list could be found
# decides it too.

# %%
by_country = pairs.group_by("iso3").len().sort("len", "iso3", descending=[True, False])
print(by_country.head(5))
to_plots.partnerships_by_country(facts.partnerships, lang="en")

# %% [markdown]
# ## 2. From which Länder?
#
# **What the sample does not tell:** whether Länder differ, as some publish lists of their municipalities and
# others do not.

# %%
by_land = pairs.group_by("land").len().sort("len", "land", descending=[True, False])
print(by_land.head(5))

# %% [markdown]
# ## 3. In which forms?
#
# Form, label of a programme and stage are three things. One partnership may have been seen with several forms.
#
# **What the sample does not tell:** the form where no source names one (`null`), and whether a form still
# holds.

# %%
forms = pairs.with_columns(pl.col("forms").str.split(";")).explode("forms")
by_form = forms.group_by("forms").len().sort("len", "forms")
print(by_form)

# %% [markdown]
# ## 4. Since when?
#
# **What the sample does not tell:** two in three have no year. Those with one are no random choice: old and
# official partnerships are the ones whose year gets written down, so no trend can be read from this.

# %%
by_decade = pairs.group_by(decade=pl.col("since_earliest").dt.year() // 10 * 10).len().sort("decade")
print(by_decade)

# %% [markdown]
# ## 5. Which partner countries are no recipients any more?
#
# **What the sample does not tell:** how many partnerships lost their funding by this: being a recipient is one
# condition among many.

# %%
today = pairs.with_columns(day=pl.lit(DAY)).pipe(add_oda, facts.oda, country="iso3", on="day")
graduates = today.filter(~pl.col("oda_eligible"))["iso3"].value_counts(sort=True)
print(graduates)

# %% [markdown]
# ## 6. What has changed on the list, ever?
#
# **What the lists do not tell:** what was before 1996. The first list changes nothing.

# %%
changes = frame(facts.oda.changes(facts.oda.horizon), pl)
print(changes.group_by("kind").len().sort("kind"))
to_plots.graduations(facts.oda, lang="en")

# %% [markdown]
# ## 7. When do the conferences meet?
#
# **What the timeline does not tell:** whether the next one takes place. Windows are drawn from the stated
# cycle, and dashed where one passed without a trace.

# %%
to_plots.series_timeline(facts.series, on=DAY, lang="en")

# %% [markdown]
# ## 8. Who is on the list today?
#
# **What the map does not tell:** what the document of 2026 says; it was not seen, and the title says so.

# %%
to_plots.oda_map(facts.oda, on=DAY, lang="en")

# %% [markdown]
# ## 9. Where are the partners?
#
# **What the map does not tell:** where those partners are whose place is not known for sure. They are rings in
# the middle of their country.

# %%
to_plots.partnerships_map(facts.partnerships, lang="en")

# %% [markdown]
# ## 10. A million rows: was this row's country a recipient in this row's year?
#
# **What the answer does not tell:** anything for years without a list. There `oda_eligible` is null, which is
# no "no", and `oda_reason` says why.

# %%
million = pl.DataFrame({"iso3": ["KEN", "CHL"] * 500_000, "year": [1990, 2010, 2014, 2018, 2028] * 200_000})
judged = add_oda(million, facts.oda, country="iso3", year="year")
print(judged.group_by("iso3", "year", "oda_eligible", "oda_reason").len().sort("iso3", "year"))

# %% [markdown]
# ## 11. A messy workbook of my own
#
# **What the reading does not tell:** what a cell meant that can mean two things. It is refused, with the
# candidates.

# %%
book = Workbook()
with Path(__file__).with_name("messy_list.csv").open(encoding="cp1252", newline="") as file:
    for line in reader(file, delimiter=";"):
        book.worksheets[0].append(line)
book.save(upload := BytesIO())
upload.seek(0)

# %%
reading = read_partnerships(upload, municipalities=facts.municipalities)
print(reading.report("en"))

# %% [markdown]
# ## 12. How many people live there?
#
# **What the register does not tell:** the population of today. It is that of 31 December 2022.

# %%
mine = pl.DataFrame({"ags": ["05314000", "09564000", "06531005"]})
people = {ags: facts.municipalities[f"de:{ags}"].population.total for ags in mine["ags"]}
print(mine.with_columns(population=pl.col("ags").replace_strict(people)))

# %% [markdown]
# ## 13. Who is linked with whom?
#
# Who has most partners in the table, and which three are all linked with one another? None here.
#
# **What the sample does not tell:** how dense the network is. Links that are missing may be missing in the
# table only, and partnerships with countries that were on no list (France, Poland) are not in it at all.

# %%
hubs = Counter(unit.name for one in facts.partnerships.values() for unit in one.german_units).most_common(5)
triangles = [" – ".join(unit.short_name for unit in one.units) for one in facts.partnerships.triangles()]
print(hubs, triangles, sep="\n")

# %% [markdown]
# ## 14. Two registers of municipalities: what is gone, and where may it have gone?
#
# **What a register does not tell:** who merged with whom. What is said of that is a guess, with its reason.

# %%
old, new = (
    GermanUnit(f"de:{key}", "Langelsheim", "stadt", (DatedKey(KeyScheme.AGS, key),)) for key in ("03153007", "03153019")
)

# %%
comparison = compare(MunicipalRegister([old]), MunicipalRegister([new]))
print([one.text("en") for one in comparison.successors])

# %% [markdown]
# ## 15. How many partnerships lie in the scope of each regional conference?
#
# **What the answer does not tell:** whether they are invited; that depends on the relation too. An undecided
# country is no "no": the region's own list leaves it open.

# %%
codes = facts.partnerships.countries()
conferences = [one for one in facts.series.values() if one.kind.value == "regional_conference"]
scopes = {one.id: {code: assess_scope(facts, code, one, on=DAY).answer.value for code in codes} for one in conferences}

# %%
print({name: dict(Counter(answers[code] for code in pairs["iso3"])) for name, answers in scopes.items()})

# %% [markdown]
# ## 16. And each single partnership?
#
# **What the verdict does not tell:** whether they want to come.

# %%
verdicts = add_eligibility(pairs, facts, partnership="id", occasion="rk-afrika", on=DAY, lang="en")
print(verdicts.group_by("eligible", "eligible_reason").len().sort("len", descending=True))
print(verdicts.filter(pl.col("iso3") == "BFA")["eligible_text"][0])

# %% [markdown]
# ## What to keep in mind
#
# Nothing here is a total. About half of the rows rest on lists alone, and what they say exists is to be
# confirmed. Whoever needs a number for all of Germany asks the database of the Council of European
# Municipalities and Regions (RGRE) and says what it counts.
#
# Every picture is saved with `to_plots.svg(picture)`, `to_plots.png(picture)` or `to_plots.html(picture)`.
