"""`identify` means surely, on the whole register: what people write, and what it must be, kind by kind."""

from __future__ import annotations

import pytest

from kommunal_partner.errors import AmbiguousName, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.municipalities import MunicipalRegister, home_id

KNOWN = """
# bare names
Essen | 05113000
Göttingen | 03159016
Trier | 07211000
Bremen | 04011000
Köln | 05315000
KÖLN | 05315000
Koeln | 05315000
Weimar | 16055000
Freiburg | 08311000
Mülheim | 05117000
Rostock | 13003000
Ulm | 08421000
Hamburg | 02000000
Petershagen | 05770028
Lippe | 05766
# a word for the kind
Gemeinde Hof | 07143243
Gemeinde Amt Neuhaus | 03355049
Gemeinde Amberg | 09778111
Gemeinde Schwerin | 12061448
Gemeinde Herzogenrath | 05334016
Stadt Am Ettersberg | 16071102
Stadt Wehlen | 14628370
Stadt Hof | 09464000
Markt Lichtenau | 09571175
Markt Schwaben | 09175127
Markt Indersdorf | 09174131
SK Oldenburg | 03403000
Kreisfreie Stadt Oldenburg | 03403000
Stadtkreis Ulm | 08421000
Große Kreisstadt Pirna | 14628270
Hansestadt Wismar | 13074087
Landkreis Nürnberger Land | 09574
Landkreis Berchtesgadener Land | 09172
Landkreis Jerichower Land | 15086
Landkreis Altenburger Land | 16077
LK Weimarer Land | 16071
StadtRegion Aachen | 05334
Städteregion Aachen | 05334
Landkreis Hanover | 03241
Landkreis Hannover | 03241
Region Hannover | 03241
Kreis Rhein-Sieg | 05382
Landkreis Rhein-Sieg-Kreis | 05382
Osnabrück-Land | 03459
Fürth (Land) | 09573
Würzburg-Land | 09679
Oldenburg (Land) | 03458
Verbandsgemeinde Hachenburg | 071435002
VG Hachenburg | 071435002
Samtgemeinde Ilmenau | 033555405
VG Pirmasens-Land | 073405003
Pirmasens-Land | 073405003
Land Hadeln | 033525411
Land Bremen | 04
Freistaat Sachsen | 14
Regierungsbezirk Köln | 053
Bezirk Oberbayern | 091
Berlin, Bezirk Treptow-Köpenick | berlin-treptow-koepenick
Berlin-Mitte | berlin-mitte
# the exact official name
Geratal/Plaue | 160705002
GVV Aidlingen/Grafenau | 081155001
Neustadt a.d.Aisch-Bad Windsheim | 09575
Weingarten (Baden) | 08215090
Weilheim i.OB, St | 09190157
Krumbach (Schwaben) (VGem) | 097745731
Weißwasser/O.L., Stadt / Běła Woda | 14626600
Garding, Kirchspiel | 01054035
Petershagen/Eggersdorf | 12064380
Elmenhorst/Lichtenhagen | 13072030
Harz (Landkreis Goslar), gemfr. Gebiet | 03153504
Helmstedt, gemfr. Gebiet | 03154502
Clausthal-Zellerfeld, Berg- und Universitatsstadt | 03153018
Neustadt a. d. Weinstraße, Stadt | 07316000
# the Land
Halle (ST) | 15002000
Halle (Saale) (ST) | 15002000
Halle (Saale), ST | 15002000
Halle, Sachsen-Anhalt | 15002000
Stendal (ST) | 15090535
Wittenberg (LSA) | 15091375
Arnstein, ST | 15087031
Lauenburg/ Elbe (SH) | 01053083
Lauenburg/Elbe, SH | 01053083
Friedberg (HE) | 06440008
Friedberg (Bayern) | 09771130
Flensburg, Stadt (SH) | 01001000
Neustadt in Holstein (SH) | 01055032
Petershagen/Eggersdorf (BB) | 12064380
Brühl (NW) | 05362012
Brühl (BW) | 08226009
Mühlhausen (Thüringen) | 16064046
Freiburg (Baden) | 08311000
Essen, NRW | 05113000
Nürtingen (Württ.) | 08116049
Bad Oldesloe (Holst.) | 01062004
# the Kreis or Verband
Berg (Ravensburg) | 08436013
Berg, Kreis Ravensburg | 08436013
Berg Kreis Ravensburg | 08436013
Berg (Landkreis Starnberg) | 09188113
Neuenkirchen im Kreis Steinfurt | 05566060
Münster (Dieburg) | 06432015
Freisen (St. Wendel) | 10046111
Balge (Nienburg (Weser)) | 03256001
Deining, Landkreis Neumarkt i.d.OPf. | 09373119
Wentorf bei Hamburg Kreis Herzogtum Lauenburg | 01053129
# its own additions, written otherwise
Halle a. d. Saale | 15002000
Frankfurt (M) | 06412000
Frankfurt/M. | 06412000
Frankfurt a.M. | 06412000
Frankfurt Main | 06412000
Frankfurt/Oder | 12053000
Oldenburg i. Holst. | 01055033
Rothenburg o.d.T. | 09571193
Bad Homburg v.d.H. | 06434001
Nienburg/Weser | 03256022
Sulzbach/Saar | 10041518
Bautzen/Budyšin | 14625020
Budyšin | 14625020
Altdorf bei Nürnberg | 09574112
Pfaffenhofen an der Ilm | 09186143
Lutherstadt Wittenberg | 15091375
Sankt Augustin | 05382056
St. Augustin | 05382056
Barlachstadt Güstrow | 13072043
Welterbestadt Quedlinburg | 15085235
Reuterstadt Stavenhagen | 13071142
Schwäb. Gmünd | 08136065
Schwäb. Hall | 08127076
Garmisch/Partenkirchen | 09180117
Rheda/Wiedenbrück | 05754028
Dahme-Spreewald | 12061
Kreis Limburg/Weilburg | 06533
Gemeinde Petershagen/Eggersdorf (BB) | 12064380
GVV Aidlingen/Grafenau (BW) | 081155001
# the country, and names in other languages
Köln, Germany | 05315000
Köln (Deutschland) | 05315000
Köln, DE | 05315000
Köln (D) | 05315000
Cologne | 05315000
City of Munich | 09162000
Nuremberg, Bavaria | 09564000
Hanover | 03241001
Koln | 05315000
Dusseldorf | 05111000
"""

UNKNOWN = """
# a place abroad
Hanover, New Hampshire
Hanover (Ontario)
Hanover, USA
Berlin, Wisconsin
Berlin (New Jersey)
Berlin NH
Colonia (Uruguay)
Colonia del Sacramento
Hamburg, New York
Hamburg, Pennsylvania
Dresden, Ontario
Brunswick, Georgia
Frankfort, Kentucky
Bremen, Indiana
Cologne, Minnesota
München, North Dakota
Heidelberg, Gauteng
Wellington
Vienna, Austria
Essen (Belgien)
Halle (Belgien)
(Ontario)/Berlin
Münster, Türkei
Neustadt, South Africa
Trier, Frankreich
Ulm, Montana
# two places
Köln/Bonn
Ulm/Neu-Ulm
Bonn/Köln
Mannheim/Ludwigshafen
Nürnberg/Fürth
Köln, Bonn
Köln Bonn
Bonn Köln
Bonn, Köln
Stuttgart/Karlsruhe
Kiel / Lübeck
Düsseldorf - Neuss
Leipzig/Halle
# a part, or something else, of it
Köln-Porz
Stuttgart-Vaihingen
Eggersdorf
Landkreis Köln
Landkreis Berlin
Kreis Essen
Stadt Emmerting
Samtgemeinde Köln
Verbandsgemeinde Ilmenau
Kirchengemeinde Köln
Evangelischer Kirchenkreis Trier
Universität Göttingen
Frankfurt an der Saale
Bistum Trier
Neustadt (Dresden)
Freunde von Ulm
Barlachstadt Ulm
Bürgermeister von Ahaus
Amt Mitteldithmarschen
Frankfurt (Oder)/Słubice
Görlitz/Zgorzelec
Kehl/Straßburg
Ulm und Neu-Ulm
Stadt und Landkreis Kassel
Kreis und Stadt Düren
Essen Süd
# an area outside any municipality, without the word for it
Sachsenwald
Anzinger Forst
Starnberger See
"""

SEVERAL = """
# namesakes
Neustadt
Friedberg
Kirchheim
Halle
Lichtenau
Frankfurt
Oldenburg
Neuenkirchen
Berg
Rothenburg
Stadt Halle
Universitätsstadt Halle
Neuenkirchen (NI)
Neuenkirchen (Vorpommern-Greifswald)
Elmenhorst
Gemeinde Neuenkirchen
Gemeinde Münster
Gemeinde Hagen
Gemeinde Hamm
Gemeinde Oberhausen, Rheinland-Pfalz
FRIEDBERG, ST
# a unit above that is elsewhere than its namesake
Ilmenau
Nenndorf
Harburg
Steinburg
Brandenburg
Sachsen
Bad Kreuznach
Lugau
Ahlden
# a lost umlaut
Groningen
Gottingen
Gorlitz
Tubingen
Luneburg
Gutersloh
Konigswinter
Bad Durkheim
Lorrach
Bohmenkirch
Zulpich
# perhaps two places
Ulm?
Ulm (?)
Limburg/Weilburg
Aichach/Friedberg
Freyung/Grafenau
Trier/Saarburg
Herrenberg, Böblingen
Berg, Ravensburg
"""


def lines_of(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def register() -> MunicipalRegister:
    return load_facts().municipalities


@pytest.mark.parametrize("row", lines_of(KNOWN))
def test_a_name_surely_means(register: MunicipalRegister, row: str) -> None:
    name, key = row.split(" | ")
    assert register.identify(name).id == home_id(key)


@pytest.mark.uncounted
@pytest.mark.parametrize("name", lines_of(UNKNOWN))
def test_a_name_of_which_a_word_is_left_over_is_not_known(register: MunicipalRegister, name: str) -> None:
    with pytest.raises(UnknownName, match="this register does not know"):
        register.identify(name)


@pytest.mark.parametrize("name", lines_of(SEVERAL))
def test_a_name_that_is_not_sure_comes_with_its_candidates(register: MunicipalRegister, name: str) -> None:
    with pytest.raises(AmbiguousName) as caught:
        register.identify(name)
    assert caught.value.candidates
    assert caught.value.text("de") != caught.value.text("en")
    assert caught.value.code in {"SEVERAL", "SEVERAL_AND_MORE", "NOT_SURELY"}
