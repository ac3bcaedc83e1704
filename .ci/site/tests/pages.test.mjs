// Every page: no complaint, nothing asked elsewhere, no sideways scrolling, nothing that axe calls serious.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, pages, sideways, site, SITE } from "../harness.mjs";

const it = site();

/** Pages made from one template, of which a few stand for all unless EVERY=1. */
const TEMPLATES = [/^de\/facts\/countries\/.+/, /^facts\/countries\/.+/, /^reference\/.+/];
const FEW = 3;

const chosen = async () => {
  const all = await pages(SITE);
  const of = (template) => all.filter((page) => template.test(page));
  const left = TEMPLATES.flatMap((template) => {
    const found = of(template);
    const step = Math.ceil(found.length / FEW);
    return process.env.EVERY ? [] : found.filter((_, index) => index % step);
  });
  return all.filter((page) => !left.includes(page));
};

/** Blocks of code of which a part stands outside of their column. */
const cut = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("pre > code")]
      .filter((code) => code.scrollWidth > code.clientWidth + 1)
      .map((code) => `cut: ${code.textContent.split("\n").sort((a, b) => b.length - a.length)[0]}`),
  );

for (const [width, colorScheme, every] of [
  [1440, "light", 1],
  [360, "dark", process.env.EVERY ? 1 : 4],
]) {
  test(`every page at ${width} px, ${colorScheme}`, async () => {
    const { page, elsewhere, complaints, context } = await it.open({ viewport: { width, height: 900 }, colorScheme });
    const found = {};
    for (const [index, address] of (await chosen()).entries()) {
      await page.goto(it.at(address), { waitUntil: "load" });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
      const wide = await sideways(page);
      const code = width === 1440 ? await cut(page) : [];
      const serious = index % every ? [] : await findings(page);
      const wrong = [...serious, ...code, ...(wide > 0 ? [`${wide} px too wide`] : [])];
      if (wrong.length) {
        found[address] = wrong;
      }
    }
    await context.close();
    assert.deepEqual(found, {});
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(complaints, []);
  });
}

test("the search dialog and the drawer are fit for a screen reader too", async () => {
  const { page, context } = await it.open({ viewport: { width: 360, height: 800 } });
  await page.goto(it.at(""), { waitUntil: "load" });
  await page.click('label.md-header__button[for="__search"]');
  await page.locator(".md-search__input").pressSequentially("Kenya", { delay: 30 });
  await page.waitForSelector(".md-search-result__item");
  assert.deepEqual(await findings(page), []);
  await page.goto(it.at("de/try/"), { waitUntil: "load" });
  await page.click('label.md-header__button[for="__drawer"]');
  await page.waitForSelector(".md-sidebar--primary .md-nav__item", { state: "visible" });
  assert.deepEqual(await findings(page), []);
  await context.close();
});

test("a page that does not exist says so in both languages", async () => {
  const { page, context } = await it.open();
  const response = await page.goto(it.at("de/gibt-es-nicht/"), { waitUntil: "load" });
  assert.equal(response.status(), 404);
  assert.match(await page.textContent("article"), /Diese Seite gibt es nicht\..*There is no such page\./s);
  await page.click("article a >> nth=0");
  assert.equal(page.url(), it.at("de/"));
  await context.close();
});

test("the colours follow the press of the button and stay", async () => {
  const { page, context } = await it.open({ colorScheme: "light" });
  const scheme = () => page.getAttribute("body", "data-md-color-scheme");
  await page.goto(it.at(""), { waitUntil: "load" });
  assert.equal(await scheme(), "default");
  await page.click("form[data-md-component=palette] label:not([hidden])");
  assert.equal(await scheme(), "slate");
  await page.goto(it.at("de/"), { waitUntil: "load" });
  assert.equal(await scheme(), "slate");
  await context.close();
});
