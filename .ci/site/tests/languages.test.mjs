// The other language is one press away, on the same page, wherever the site stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, site, SITE } from "../harness.mjs";

const it = site();

test("every page leads to itself in the other language and back", async () => {
  const { page, context } = await it.open();
  const all = (await pages(SITE)).filter((address) => !address.startsWith("de/") && !address.startsWith("reference/"));
  const drawn = all.filter((address, index) => address.split("/").length < 3 || index % 40 === 0);
  for (const address of drawn) {
    await page.goto(it.at(address), { waitUntil: "load" });
    await page.click('.languages a[hreflang="de"]');
    assert.equal(page.url(), it.at(`de/${address}`));
    assert.equal(await page.getAttribute("html", "lang"), "de");
    await page.click('.languages a[hreflang="en"]');
    assert.equal(page.url(), it.at(address));
  }
  await context.close();
});

test("the switch can be used at 360 px", async () => {
  const { page, context } = await it.open({ viewport: { width: 360, height: 800 } });
  await page.goto(it.at("try/"), { waitUntil: "load" });
  await page.click('.languages a[hreflang="de"]');
  assert.equal(page.url(), it.at("de/try/"));
  await context.close();
});
