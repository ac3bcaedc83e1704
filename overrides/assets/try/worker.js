// Python and the library, away from the page, so that the page never stands still. Nothing here asks another host.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const bytes = async (name) => {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) {
    throw new Error(`${name}: ${response.status}`);
  }
  return response.arrayBuffer();
};

const start = async (tell) => {
  tell("python");
  const archives = ["kommunal_partner.whl", "needed.zip"].map(bytes);
  const python = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
  tell("library");
  for (const archive of archives) {
    python.unpackArchive(await archive, "wheel");
  }
  return { python, answers: python.pyimport("answers") };
};

let started;
let excel;
const isExcel = ({ content }) => {
  const [first, second] = new Uint8Array(content.slice(0, 2));
  return first === 0x50 && second === 0x4b;
};

const ask = async ({ question, words, file, lang }, tell) => {
  started ??= start(tell);
  const { python, answers } = await started;
  tell("answer");
  if (question !== "list") {
    return question === "country" ? answers.country_on(words.country, words.on, lang) : answers.series_on(words.series, words.on, lang);
  }
  if (isExcel(file)) {
    excel ??= bytes("excel.zip").then((archive) => python.unpackArchive(archive, "wheel"));
    await excel;
  }
  // A file of Python's own, in memory.
  const path = `list/${file.name.replaceAll("/", "_")}`;
  python.FS.mkdirTree("list");
  python.FS.writeFile(path, new Uint8Array(file.content));
  try {
    return answers.check_list(path, lang);
  } finally {
    python.FS.unlink(path);
  }
};

self.addEventListener("message", async ({ data }) => {
  const tell = (stage) => self.postMessage({ id: data.id, stage });
  try {
    self.postMessage({ id: data.id, answer: JSON.parse(await ask(data, tell)) });
  } catch (error) {
    if (!(await started?.catch(() => null))) {
      started = undefined;
    }
    self.postMessage({ id: data.id, failed: String(error) });
  }
});
