// The page "Try it": three questions, asked of the library in a worker. Nothing is sent anywhere.
const WORDS = {
  de: {
    python: "Python wird geladen …",
    library: "Die Bibliothek wird geladen …",
    answer: "Die Antwort wird gesucht …",
    ready: "Fertig.",
    once: (megabytes) => `lädt einmal ${megabytes.replace(".", ",")} MB`,
    unable:
      "Dieser Browser führt kein WebAssembly aus, oder es ist abgeschaltet. Die Antworten auf dieser Seite brauchen es; alle Fakten stehen auch auf den übrigen Seiten.",
    failed: "Das Laden ist misslungen. Besteht noch eine Verbindung zu dieser Website? Ein neuer Versuch mit derselben Taste ist möglich.",
    confidence: "Verlässlichkeit",
    sources: "Belege",
    code: "Grund",
    formats: "Formate, die das Land meinen",
    none: "keine",
    phase: "Stand",
    last: "Zuletzt",
    next: "Nächste Veranstaltung",
    likeliest: "am ehesten um den",
    sure: "ODA-Länder im Bezugsraum",
    undecided: "Offen",
    lines: "Zeilen mit Inhalt",
    partnerships: "Partnerschaften",
    error: "Fehler",
    warning: "Warnungen",
    note: "Hinweise",
    columns: ["Zeile", "Spalte", "Wert", "Schwere", "Grund"],
    problems: "Was zu prüfen ist",
    more: (count) => `Gezeigt sind die ersten ${count}; alle stehen in der Datei.`,
    checked: "Geprüfte Liste speichern (CSV)",
    findings: "Befunde speichern (CSV)",
    checkedName: "geprueft",
    findingsName: "befunde",
    headers: "Auf dieser Seite hilft eine Zeile mit Überschriften über der Liste, etwa: Stadt; AGS; Partnerstadt; Land.",
    limits: "Was die Bibliothek nicht wissen kann",
    clean: "Nichts zu beanstanden.",
  },
  en: {
    python: "Loading Python …",
    library: "Loading the library …",
    answer: "Looking for the answer …",
    ready: "Done.",
    once: (megabytes) => `loads ${megabytes} MB once`,
    unable:
      "This browser does not run WebAssembly, or it is switched off. The answers on this page need it; every fact stands on the other pages too.",
    failed: "Loading failed. Is this site still within reach? The same button tries again.",
    confidence: "Confidence",
    sources: "Evidence",
    code: "Reason",
    formats: "Formats meant for it",
    none: "none",
    phase: "State",
    last: "Last edition",
    next: "Next edition",
    likeliest: "most likely around",
    sure: "ODA countries in scope",
    undecided: "Undecided",
    lines: "Lines with content",
    partnerships: "Partnerships",
    error: "Errors",
    warning: "Warnings",
    note: "Notes",
    columns: ["Line", "Column", "Value", "Severity", "Reason"],
    problems: "What to look at",
    more: (count) => `Shown are the first ${count}; the file holds all.`,
    checked: "Save the checked list (CSV)",
    findings: "Save the findings (CSV)",
    checkedName: "checked",
    findingsName: "findings",
    headers: "On this page, a line of headers above the list helps, such as: Stadt; AGS; Partnerstadt; Land.",
    limits: "What the library cannot know",
    clean: "Nothing to object to.",
  },
};
const SIGNS = { yes: "✓", no: "✕", undecided: "?" };
const SHOWN = 200;

const home = document.querySelector("#try");
const lang = document.documentElement.lang === "de" ? "de" : "en";
const words = WORDS[lang];
const scripts = new URL(home.dataset.scripts, document.baseURI);
const status = home.querySelector("[role=status]");

/** An element with its text and children; texts are never read as HTML. */
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

let worker;
let asked = 0;
const waiting = new Map();

const listen = ({ data }) => {
  const { tell, resolve, reject } = waiting.get(data.id);
  if (data.stage) {
    tell(data.stage);
    return;
  }
  waiting.delete(data.id);
  if (data.failed) {
    reject(new Error(data.failed));
  } else {
    resolve(data.answer);
  }
};

const ask = (question, tell) =>
  new Promise((resolve, reject) => {
    if (!worker) {
      worker = new Worker(new URL("worker.js", scripts), { type: "module" });
      worker.addEventListener("message", listen);
      worker.addEventListener("error", (event) => {
        worker = undefined;
        waiting.forEach((one) => one.reject(new Error(event.message ?? "")));
        waiting.clear();
      });
    }
    const id = (asked += 1);
    waiting.set(id, { tell, resolve, reject });
    worker.postMessage({ id, lang, ...question });
  });

const answerLine = ({ answer, word, sentence }) =>
  make("p", { class: "answer", "data-answer": answer }, make("strong", {}, `${SIGNS[answer]} ${word}`), ` ${sentence}`);

const evidence = (rows) => {
  const entries = rows.map(({ text, url, confidence }) =>
    make("li", {}, url ? make("a", { href: url, rel: "noreferrer" }, text) : text, ` (${words.confidence}: ${confidence})`),
  );
  return rows.length ? make("details", {}, make("summary", {}, `${words.sources} (${rows.length})`), make("ul", {}, ...entries)) : null;
};

const entry = (name, ...value) => [make("dt", {}, name), make("dd", {}, ...value)];

const limits = () => make("p", {}, make("a", { href: home.dataset.limits }, words.limits));

const showCountry = (told) => [
  make("h3", {}, `${told.subject} · ${told.on}`),
  answerLine(told),
  [told, ...told.formats].some(({ answer }) => answer === "undecided") ? limits() : null,
  make(
    "dl",
    {},
    ...entry(words.code, make("a", { href: `${home.dataset.reasons}#${told.code}` }, make("code", {}, told.code))),
    ...(told.confidence ? entry(words.confidence, told.confidence) : []),
    ...entry(
      words.formats,
      told.formats.length
        ? make("ul", {}, ...told.formats.map((one) => make("li", { "data-series": one.id }, `${one.name}: ${SIGNS[one.answer]} ${one.word}`)))
        : words.none,
    ),
  ),
  evidence(told.evidence),
];

const showSeries = (told) => [
  make("h3", {}, `${told.subject} · ${told.on}`),
  make("p", { class: "answer", "data-phase": told.phase }, make("strong", {}, told.word), ` ${told.sentence}`),
  make(
    "dl",
    {},
    ...entry(words.last, told.last ?? words.none),
    ...entry(words.next, told.next ?? words.none, told.likeliest ? ` (${words.likeliest} ${told.likeliest})` : null),
    ...(told.confidence ? entry(words.confidence, told.confidence) : []),
    ...entry(`${words.sure} (${told.sure.length})`, told.sure.join(", ") || words.none),
    ...(told.undecided.length ? entry(`${words.undecided} (${told.undecided.length})`, told.undecided.join(", ")) : []),
  ),
  told.undecided.length ? limits() : null,
  evidence(told.evidence),
];

const download = (label, text, name) =>
  make("a", { class: "md-button", href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: name }, label);

const problemTable = (problems) =>
  make(
    "div",
    { class: "md-typeset__scrollwrap", tabindex: "0", role: "region", "aria-label": words.problems },
    make(
      "table",
      { class: "problems" },
      make("caption", {}, words.problems),
      make("thead", {}, make("tr", {}, ...words.columns.map((column) => make("th", { scope: "col" }, column)))),
      make(
        "tbody",
        {},
        ...problems
          .slice(0, SHOWN)
          .map(({ line, column, value, severity, reason }) =>
            make(
              "tr",
              {},
              make("td", { class: "number" }, String(line)),
              ...[column, value, severity, reason].map((text) => make("td", {}, text ?? "–")),
            ),
          ),
      ),
    ),
  );

const showList = (told, { name }) => {
  const stem = name.replace(/\.[^.]*$/, "");
  const counts = Object.entries({ lines: told.lines, partnerships: told.partnerships, ...told.counts });
  return [
    make("h3", {}, name),
    make("p", { class: "answer" }, counts.map(([name, count]) => `${words[name]}: ${count}`).join(" · ")),
    make(
      "p",
      {},
      download(words.checked, told.checked, `${stem}-${words.checkedName}.csv`),
      " ",
      told.problems.length ? download(words.findings, told.findings, `${stem}-${words.findingsName}.csv`) : null,
    ),
    told.problems.length ? problemTable(told.problems) : make("p", {}, words.clean),
    told.problems.length > SHOWN ? make("p", {}, words.more(SHOWN)) : null,
  ];
};

const showRefusal = ({ refused }, question) => [
  make("p", { class: "refused" }, refused),
  question === "list" ? make("p", {}, words.headers) : null,
];

const SHOW = { country: showCountry, series: showSeries, list: showList };

const run = async (form, file) => {
  const place = home.querySelector(`[data-answer-to=${form.dataset.question}]`);
  const wish = { question: form.dataset.question, words: Object.fromEntries(new FormData(form)), file };
  delete wish.words.file;
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  form.setAttribute("aria-busy", "true");
  place.removeAttribute("data-state");
  try {
    const told = await ask(wish, (stage) => (status.textContent = words[stage]));
    home.querySelectorAll(".once").forEach((note) => note.remove());
    const shown = told.refused ? showRefusal(told, wish.question) : SHOW[wish.question](told, file ?? {});
    place.replaceChildren(...shown.filter(Boolean));
    place.dataset.state = told.refused ? "refused" : "answered";
    status.textContent = words.ready;
  } catch (error) {
    place.replaceChildren(make("p", { class: "refused" }, words.failed, " ", make("small", {}, error.message)));
    place.dataset.state = "failed";
    status.textContent = words.failed;
  } finally {
    button.disabled = false;
    form.removeAttribute("aria-busy");
  }
};

const read = async (file) => ({ name: file.name, content: await file.arrayBuffer() });

const wireList = (form) => {
  const input = form.querySelector("[type=file]");
  const check = async (file) => run(form, await read(file));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(input.files[0]);
  });
  form.querySelector("[data-example]").addEventListener("click", async () => {
    const response = await fetch(new URL("example.csv", scripts));
    run(form, { name: "example.csv", content: await response.arrayBuffer() });
  });
  ["dragover", "dragleave", "drop"].forEach((name) =>
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("dropping", name === "dragover");
    }),
  );
  form.addEventListener("drop", ({ dataTransfer }) => dataTransfer.files[0] && check(dataTransfer.files[0]));
};

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

const wire = () => {
  home.querySelectorAll("[type=date]").forEach((input) => (input.value ||= today()));
  home.querySelectorAll("form").forEach((form) => {
    form.querySelector("fieldset").disabled = false;
    form.querySelector("[type=submit]").append(make("span", { class: "once" }, ` (${words.once(home.dataset.megabytes)})`));
    if (form.dataset.question === "list") {
      wireList(form);
    } else {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        run(form);
      });
    }
  });
};

if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
  status.textContent = words.unable;
  status.classList.add("refused");
} else if (home.dataset.megabytes) {
  wire();
}
