// What scrolls sideways by itself can be reached and scrolled by the keyboard, and says what it is.
const WORDS = {
  de: { table: "Tabelle, seitlich verschiebbar", code: "Code, seitlich verschiebbar" },
  en: { table: "Table, scrolls sideways", code: "Code, scrolls sideways" },
};
const words = WORDS[document.documentElement.lang] ?? WORDS.en;

const mark = (element) => {
  if (element.scrollWidth <= element.clientWidth) {
    return;
  }
  element.tabIndex = 0;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", element.localName === "code" ? words.code : words.table);
};

const seen = new ResizeObserver((entries) => entries.forEach((entry) => mark(entry.target)));
// The theme puts its frames round tables before the page has loaded.
addEventListener("load", () =>
  document
    .querySelectorAll(".md-typeset__scrollwrap, .md-typeset table, .md-typeset pre > code")
    .forEach((element) => seen.observe(element)),
);
