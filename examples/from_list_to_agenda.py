# %% [markdown]
# # A conference from list to agenda
#
# When is the next Africa conference due, whom is it meant for, who comes, who sits with whom, and what does one
# person's day look like? The facts are the shipped ones. Who answered and who travels is made up here; that is
# said where it begins.
#
# Run this file as it is, or open it as a notebook (Jupyter, VS Code). It needs:
#
# `pip install "kommunal-partner[matching,ical,plots]"`

# %%
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kommunal_partner.adapters import to_plots
from kommunal_partner.adapters.to_ical_agenda import agenda
from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import Quota, invite
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.scoring import Score, country_mix
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import PartnershipRegister
from kommunal_partner.schedule import state

DAY = date(2026, 11, 29)
facts = load_facts()
series = facts.series["rk-afrika"]

# %% [markdown]
# ## When is it due?
#
# Every three years, counted from 2010, whatever happened in between: the conference of 2022 came late and moved
# no other. The window is an expectation, no announcement.

# %%
now = state(series, on=DAY)
occasion = now.next
print(now.text("en"))
to_plots.series_timeline(series, on=DAY, lang="en")

# %% [markdown]
# ## Whom is it meant for?
#
# For 2028 there is no list of recipients yet. The last one is carried on, and every sentence that rests on it
# says so.

# %%
drawn = invite(facts, occasion, facts.partnerships, seen_by=DAY, beyond="latest_list")
print({standing.value: number for standing, number in Counter(one.standing for one in drawn.entries()).items()})
to_plots.oda_map(facts.oda, on=occasion.likeliest, lang="en", beyond="latest_list")

# %% [markdown]
# ## Why is somebody not simply invited?
#
# Nobody has seen lately whether the relation still exists: such partnerships are invited and asked to confirm
# it.

# %%
for entry in (*drawn.to_confirm[:1], *drawn.undecided[:1], *drawn.excluded[:1]):
    print(f"{entry.partnership.name('en')} ({entry.standing.text('en')}): {entry.reasons[0].text('en')}")

# %% [markdown]
# ## The answers come back
#
# From here on it is made up: of those asked every fourth does not answer. Who answers says that the relation
# exists. There is room for twelve delegations, at most two of a country.

# %%
answered = [one.partnership for n, one in enumerate((*drawn.invited, *drawn.to_confirm)) if n % 4]
confirmed = [one.seen("existing", on=DAY, source="letter of the municipality") for one in answered]
invited = invite(
    facts.with_partnerships(confirmed),
    occasion,
    PartnershipRegister(confirmed),
    seen_by=DAY,
    beyond="latest_list",
    total=12,
    quotas=[Quota("country", at_most=2)],
)
coming = [entry.partnership for entry in invited.invited]
print(len(coming), "invited,", len(invited.waiting), "waiting; rules broken:", len(invited.verify()))
to_plots.partnerships_map(coming, lang="en")

# %% [markdown]
# ## Who sits with whom at the opening?
#
# Two people of each delegation, one from either side. Tables of six, partners apart, as many countries at a
# table as can be.

# %%
people = [
    Participant(
        f"{partnership.id}-{side}",
        municipality=unit.id,
        country="DEU" if side == "german" else unit.country.alpha3,
        side=side,
        languages=["en"],
    )
    for partnership in coming
    for side, unit in (("german", partnership.german_units[0]), ("partner", partnership.foreign_units[0]))
]
partners = [(f"{partnership.id}-german", f"{partnership.id}-partner") for partnership in coming]
tables = compose(people, Score.of(country_mix(1)), sizes=[6] * 4, apart=partners, steps=20_000)
print(tables.status.text("en"), tables.solution[0])

# %% [markdown]
# ## How do they meet as many others as possible?
#
# Three rounds at six tables of four: nobody sits with the same person twice, partners never sit together.

# %%
rounds = rotate(people, tables=6, rounds=3, apart=partners, steps=20_000)
print(rounds.status.text("en"), "- meetings that repeat:", rounds.value)

# %% [markdown]
# ## Who asked for a talk?
#
# Each of the first eight from Germany asks for two partners of others. Three slots, six tables; who is away is
# not planned.

# %%
asked = [(f"{coming[n].id}-german", f"{coming[(n + step) % 12].id}-partner") for n in range(8) for step in (1, 2)]
slots = {f"slot {n}": datetime.combine(occasion.likeliest, time(13 + n), ZoneInfo("Africa/Nairobi")) for n in (1, 2, 3)}
away = {asked[0][0]: ["slot 1"]}
talks = arrange(asked, slots=list(slots), tables=6, unavailable=away)
print(len(talks.solution), "of", len(asked), "talks; left out:", [one.text("en") for one in talks.unmet])

# %% [markdown]
# ## One person's day

# %%
who = asked[0][0]
print("opening: table", tables.table_of(who))
for number, table, others in rounds.meetings(who):
    print(f"round {number}: table {table} with {', '.join(map(str, others))}")
for talk in talks.agenda(who):
    print(f"{talk.slot}: {talk.other}, table {talk.table}")
times = {name: (start, start + timedelta(minutes=25)) for name, start in slots.items()}
calendar = agenda(talks, who, slots=times, stamp=datetime(2026, 11, 29, 12, tzinfo=UTC), lang="en", event=occasion.id)
print(calendar.decode().count("BEGIN:VEVENT"), "talks in the calendar file")

# %% [markdown]
# ## What this does not tell
#
# Whether the conference takes place, and when: that is announced, not computed. Who else would be eligible: the
# table of partnerships is a sample. Whether two who meet like one another: no score knows.
