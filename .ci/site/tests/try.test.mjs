// The page "Try it" answers as the library does, within 20 seconds from cold, and asks nobody else.
import assert from "node:assert/strict";
import { basename } from "node:path";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { expected, findings, LISTS, sideways, site } from "../harness.mjs";

const it = site();
const COLD = Number(process.env.COLD ?? 20_000);
const PATIENCE = 120_000;
const told = expected(process.env.SEED ?? 18);

/** Presses the button of a question and waits for its answer. */
const answer = async (page, question) => {
  const place = page.locator(`[data-answer-to=${question}]`);
  await place.evaluate((element) => delete element.dataset.state);
  await page.locator(`form[data-question=${question}] [type=submit]`).click();
  await page.waitForSelector(`[data-answer-to=${question}][data-state]`, { timeout: PATIENCE });
  assert.notEqual(await place.getAttribute("data-state"), "failed", await place.textContent());
  return place;
};

const homes = { de: "de/try/", en: "try/" };
const texts = (place, selector) => place.locator(selector).allTextContents();

for (const lang of ["de", "en"]) {
  test(`drawn questions in ${lang} are answered as in Python`, async () => {
    const { page, elsewhere, complaints, context } = await it.open();
    await page.goto(it.at(homes[lang]), { waitUntil: "load" });
    const loads = await page.textContent("form[data-question=country] [type=submit]");
    assert.match(loads, lang === "de" ? /lädt einmal \d+,\d MB/ : /loads \d+\.\d MB once/);

    const started = Date.now();
    await answer(page, "country");
    const cold = Date.now() - started;
    console.log(`# the first answer took ${cold} ms`);
    assert.ok(cold <= COLD, `${cold} ms, ${COLD} are allowed`);

    for (const question of told.country.filter((one) => one.lang === lang)) {
      await page.fill("[name=country]", question.country);
      await page.fill("form[data-question=country] [name=on]", question.on);
      const place = await answer(page, "country");
      if (question.refused) {
        assert.deepEqual(await texts(place, ".refused"), [question.refused]);
        continue;
      }
      const line = place.locator("p.answer");
      assert.equal(await line.getAttribute("data-answer"), question.answer, JSON.stringify(question));
      assert.ok((await line.textContent()).endsWith(` ${question.sentence}`), JSON.stringify(question));
      assert.deepEqual(await texts(place, "dd code"), [question.code]);
    }
    for (const question of told.series.filter((one) => one.lang === lang)) {
      await page.selectOption("[name=series]", question.series);
      await page.fill("form[data-question=series] [name=on]", question.on);
      const place = await answer(page, "series");
      const line = place.locator("p.answer");
      assert.equal(await line.getAttribute("data-phase"), question.phase, JSON.stringify(question));
      assert.ok((await line.textContent()).endsWith(` ${question.sentence}`), JSON.stringify(question));
      const next = (await texts(place, "dd"))[1];
      assert.ok(question.next ? next.startsWith(question.next) : /^(keine|none)$/.test(next), JSON.stringify(question));
    }
    assert.deepEqual([await findings(page), await sideways(page)], [[], 0]);
    assert.deepEqual([elsewhere, complaints], [[], []]);
    await context.close();
  });
}

test("messy lists are checked in the page as in Python", { skip: told.lists.length ? false : `${LISTS} is missing` }, async () => {
  const { page, elsewhere, complaints, context } = await it.open({ viewport: { width: 360, height: 800 } });
  await page.goto(it.at("de/try/"), { waitUntil: "load" });
  for (const list of told.lists) {
    await page.setInputFiles("[name=file]", list.path);
    const place = await answer(page, "list");
    if (list.refused) {
      assert.deepEqual(await texts(place, ".refused"), [list.refused]);
      continue;
    }
    assert.deepEqual(await texts(place, "h3"), [basename(list.path)]);
    assert.ok(
      (await place.locator("p.answer").textContent()).startsWith(
        `Zeilen mit Inhalt: ${list.counts[0]} · Partnerschaften: ${list.counts[1]} · `,
      ),
    );
    const shown = await place.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.deepEqual(shown, list.problems);
    const [file] = await Promise.all([page.waitForEvent("download"), place.locator("a[download]").first().click()]);
    assert.equal(await readFile(await file.path(), "utf8"), list.checked);
  }
  assert.deepEqual([await findings(page), await sideways(page)], [[], 0]);
  assert.deepEqual([elsewhere, complaints], [[], []]);
  await context.close();
});

test("the keyboard alone is enough, and the answer is announced", async () => {
  const { page, context } = await it.open();
  await page.goto(it.at("de/try/"), { waitUntil: "load" });
  await page.locator("[name=country]").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Chile");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-answer-to=country][data-state=answered]", { timeout: PATIENCE });
  const place = page.locator("[data-answer-to=country]");
  assert.equal(await place.getAttribute("aria-live"), "polite");
  assert.match(await place.textContent(), /Chile \(CHL\)/);
  assert.equal(await page.textContent("#try [role=status]"), "Fertig.");
  await context.close();
});

test("the code of an answer leads to its row on the page of reasons", async () => {
  const { page, context } = await it.open();
  for (const home of Object.values(homes)) {
    await page.goto(it.at(home), { waitUntil: "load" });
    await page.fill("form[data-question=country] [name=on]", "2030-01-01");
    const place = await answer(page, "country");
    await place.locator("dd a").first().click();
    assert.equal(page.url(), it.at(`${home.replace("try/", "")}reasons/#AFTER_LAST_LIST`));
    assert.equal(await page.textContent("td > #AFTER_LAST_LIST"), "AFTER_LAST_LIST");
  }
  await context.close();
});

test("an undecided answer leads to what the library cannot know", async () => {
  const { page, context } = await it.open();
  for (const home of Object.values(homes)) {
    await page.goto(it.at(home), { waitUntil: "load" });
    await page.fill("form[data-question=country] [name=on]", "2030-01-01");
    const place = await answer(page, "country");
    assert.equal(await place.locator("p.answer").getAttribute("data-answer"), "undecided");
    await place.locator("a").first().click();
    assert.equal(page.url(), it.at(`${home.replace("try/", "")}background/limits/`));
    assert.match(await page.title(), /nicht wissen|cannot know/);
  }
  await context.close();
});

test("a load that fails says so, and the same button tries again", async () => {
  const { page, context } = await it.open();
  await context.route("**/needed.zip", (route) => route.abort());
  await page.goto(it.at("try/"), { waitUntil: "load" });
  const place = page.locator("[data-answer-to=country]");
  await page.locator("form[data-question=country] [type=submit]").click();
  await page.waitForSelector("[data-answer-to=country][data-state=failed]", { timeout: PATIENCE });
  assert.match(await place.textContent(), /^Loading failed\./);
  await context.unroute("**/needed.zip");
  assert.match(await (await answer(page, "country")).textContent(), /Kenya \(KEN\)/);
  await context.close();
});

test("without WebAssembly the page says what is missing", async () => {
  const { page, context } = await it.open();
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(it.at("de/try/"), { waitUntil: "load" });
  assert.match(await page.textContent("#try [role=status]"), /führt kein WebAssembly aus/);
  assert.ok(await page.isDisabled("form[data-question=country] [type=submit]"));
  await context.close();
});

test("nothing of Python is loaded before a button is pressed", async () => {
  const { page, context } = await it.open();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(it.at("try/"), { waitUntil: "networkidle" });
  assert.deepEqual(asked.filter((url) => /pyodide|\.whl|\.zip/.test(url)), []);
  await context.close();
});
