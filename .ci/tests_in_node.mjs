// Runs the tests of the core on the CPython of Pyodide: node .ci/tests_in_node.mjs FOLDER_OF_WHEELS [pytest arguments]
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { loadPyodide } = await import(join(here, "site", "node_modules", "pyodide", "pyodide.mjs"));
const [wheels, ...named] = process.argv.slice(2);
const python = await loadPyodide();
const site = python.runPython("import site; site.getsitepackages()[0]");
for (const name of readdirSync(wheels).filter((one) => one.endsWith(".whl"))) {
  python.unpackArchive(new Uint8Array(readFileSync(join(wheels, name))), "wheel", { extractDir: site });
}
python.FS.mkdir("/project");
python.FS.mount(python.FS.filesystems.NODEFS, { root: resolve(here, "..") }, "/project");
const chosen = named.length > 0 ? named : ["tests"];
python.globals.set("chosen", python.toPy(["-q", "-p", "no:cacheprovider", "-o", "addopts=-ra --import-mode=importlib", ...chosen]));
const failed = python.runPython(`
import os, sys
os.chdir("/project")
sys.path[:0] = ["/project/src", "/project"]
os.environ["KOMMUNAL_PARTNER_PART"] = "1"
sys.dont_write_bytecode = True
import pytest

class Installed:
    """What an installed package has done: Hypothesis knows its models."""

    def pytest_sessionstart(self):
        from kommunal_partner.testing import _hypothesis_plugin

        _hypothesis_plugin.register()


print(sys.version)
int(pytest.main(list(chosen), plugins=[Installed()]))
`);
process.exit(failed);
