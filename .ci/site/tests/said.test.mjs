// The library that the site packs for the browser says to drawn questions what it says in Python, byte for byte.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadPyodide } from "pyodide";
import { ROOT, SITE } from "../harness.mjs";

const SCRIPT = join(ROOT, ".ci", "site", "said.py");
const SEED = process.env.SEED ?? "18";

test("drawn questions of every kind have the same documents in WebAssembly", async () => {
  const wanted = execFileSync(process.env.PYTHON ?? join(ROOT, ".venv", "bin", "python"), [SCRIPT, SEED], { maxBuffer: 1 << 26 });
  const python = await loadPyodide();
  const extractDir = python.runPython("import site; site.getsitepackages()[0]");
  for (const name of ["kommunal_partner.whl", "needed.zip"]) {
    python.unpackArchive(new Uint8Array(readFileSync(join(SITE, "assets", "try", name))), "zip", { extractDir });
  }
  python.FS.writeFile(`${extractDir}/said.py`, readFileSync(SCRIPT, "utf8"));
  const found = python.runPython(`from said import documents; documents(${Number(SEED)})`);
  assert.deepEqual(found.split("\n"), wanted.toString("utf8").split("\n"));
});
