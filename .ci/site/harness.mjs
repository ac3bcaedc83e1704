// What every test of the site needs: the built pages under a sub-path, and a browser that talks to nobody else.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { readFile, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".csv": "text/csv",
  ".xml": "application/xml",
};

/** Serves `folder` at `base`; nothing outside of `base` exists. */
export const serve = (folder, { port, base }) =>
  new Promise((resolve) => {
    const server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url, "http://site");
      const inside = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
      const file = inside === null ? null : join(folder, inside.endsWith("/") || inside === "" ? inside + "index.html" : inside);
      try {
        const body = await readFile(file);
        response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
        response.end(body);
      } catch {
        const missing = await readFile(join(folder, "404.html")).catch(() => "not found");
        response.writeHead(404, { "content-type": TYPES[".html"] });
        response.end(missing);
      }
    });
    server.listen(port, "127.0.0.1", () => resolve(server));
  });

/** Every page of the site, as an address below its base. */
export const pages = async (folder) => {
  const files = await readdir(folder, { recursive: true });
  return files
    .map((file) => relative(folder, join(folder, file)).split(sep).join("/"))
    .filter((file) => file === "index.html" || file.endsWith("/index.html"))
    .map((file) => file.slice(0, -"index.html".length))
    .sort();
};

/** Debian's chromium, with everything switched off that it would do by itself. */
export const launch = () => {
  const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-sync",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
};

/** A page that writes down what it asks elsewhere and what it complains of. */
export const open = async (browser, origin, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const elsewhere = [];
  const complaints = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      elsewhere.push(url);
    }
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, context, elsewhere, complaints };
};

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The serious and critical findings of axe, one line each. */
export const findings = async (page) => {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} – ${node.failureSummary.split("\n")[1]?.trim()}`));
};

/** How far the page can be scrolled sideways, in pixels. */
export const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const ROOT = join(import.meta.dirname, "..", "..");

/** The folder of the site that is tested, the place it stands at, and the folder of lists to check, if there is one. */
export const SITE = process.env.SITE ?? join(ROOT, "build", "site");
export const BASE = "/below/here/";
export const LISTS = process.env.LISTS ?? join(ROOT, "..", "shared", "cases", "lists");

/** What the library itself says to drawn questions. */
export const expected = (seed) =>
  JSON.parse(
    execFileSync(process.env.PYTHON ?? join(ROOT, ".venv", "bin", "python"), [join(import.meta.dirname, "expected.py"), String(seed), LISTS], {
      maxBuffer: 1 << 26,
    }),
  );

/** The site and a browser for the tests of a file: `const it = site(); it.browser, it.at("de/try/")`. */
export const site = () => {
  const it = {};
  before(async () => {
    it.server = await serve(SITE, { port: 0, base: BASE });
    it.origin = `http://127.0.0.1:${it.server.address().port}`;
    it.at = (page) => it.origin + BASE + page;
    it.browser = await launch();
    it.open = (options) => open(it.browser, it.origin, options);
  });
  after(async () => {
    await it.browser?.close();
    it.server?.close();
  });
  return it;
};
