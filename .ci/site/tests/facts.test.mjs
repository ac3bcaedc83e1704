// The list of any day, filtered and sorted, is what the library says of that day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expected, site } from "../harness.mjs";

const it = site();
const told = expected(process.env.SEED ?? 18);

const opened = async (home) => {
  const used = await it.open();
  await used.page.goto(it.at(`${home}facts/list/`), { waitUntil: "load" });
  await used.page.waitForSelector("#facts-list:not([hidden])");
  return used;
};
const codes = (page) => page.locator("#facts-table tbody tr td:nth-child(3)").allTextContents();

test("the list of a day holds the recipients of that day, also of one group", async () => {
  const { page, elsewhere, complaints, context } = await opened("de/");
  for (const { on, groups } of told.recipients) {
    await page.fill("#facts-list [name=on]", on);
    await page.selectOption("#facts-list [name=group]", "");
    assert.deepEqual((await codes(page)).sort(), Object.keys(groups).sort(), on);
    for (const group of await page.locator("#facts-list [name=group] option:not([value=''])").evaluateAll((all) => all.map((one) => one.value))) {
      await page.selectOption("#facts-list [name=group]", group);
      const own = Object.keys(groups).filter((code) => groups[code] === group);
      assert.deepEqual((await codes(page)).sort(), own.sort(), `${on} ${group}`);
    }
  }
  assert.deepEqual([elsewhere, complaints], [[], []]);
  await context.close();
});

test("a country is found by its German and its English name, and its page says the same", async () => {
  for (const [home, words] of [
    ["de/", "kenia"],
    ["de/", "Kenya"],
    ["", "kenia"],
    ["", "KEN"],
  ]) {
    const { page, context } = await opened(home);
    await page.fill("#facts-list [name=on]", "2026-01-01");
    await page.fill("#facts-list [name=text]", words);
    assert.deepEqual(await codes(page), ["KEN"], words);
    await page.locator("#facts-table tbody a").click();
    assert.equal(page.url(), it.at(`${home}facts/countries/ken/`));
    assert.match(await page.textContent("article"), /LMIC/);
    await context.close();
  }
});

test("a column is sorted by a press, up and down", async () => {
  const { page, context } = await opened("");
  const names = () => page.locator("#facts-table tbody tr td:first-child").allTextContents();
  const up = await names();
  assert.deepEqual(up, up.toSorted(new Intl.Collator("en").compare));
  await page.locator("#facts-table thead button").first().click();
  assert.deepEqual(await names(), up.toReversed());
  assert.equal(await page.locator("#facts-table th").first().getAttribute("aria-sort"), "descending");
  await context.close();
});
