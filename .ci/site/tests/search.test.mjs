// What is searched on a page is found, pages of its own language first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { site } from "../harness.mjs";

const it = site();

const results = async (page, home, words) => {
  await page.goto(it.at(home), { waitUntil: "load" });
  await page.click(".md-search__input");
  await page.locator(".md-search__input").pressSequentially(words, { delay: 30 });
  await page.waitForSelector(".md-search-result__item", { timeout: 20_000 });
  return page.$$eval(".md-search-result__item > a", (links) => links.map((link) => link.href.split("?")[0].split("#")[0]));
};

for (const [home, words] of [
  ["de/", "ODA-fähig"],
  ["de/", "Kenia"],
  ["de/", "Gemeindeschlüssel"],
  ["de/", "pandas"],
  ["", "Kenya"],
  ["", "pandas"],
  ["", "municipality key"],
]) {
  test(`${words} is found from ${home || "English pages"}`, async () => {
    const { page, elsewhere, complaints, context } = await it.open();
    const found = await results(page, home, words);
    assert.equal(found[0].startsWith(it.at("de/")), home === "de/", found[0]);
    const status = await page.evaluate(async (url) => (await fetch(url)).status, found[0]);
    assert.equal(status, 200);
    assert.deepEqual([elsewhere, complaints], [[], []]);
    await context.close();
  });
}

test("a name of the reference is found from German pages too", async () => {
  const { page, context } = await it.open();
  const found = await results(page, "de/", "assess_country");
  assert.ok(found.includes(it.at("reference/eligibility/")), found.join(" "));
  await context.close();
});
