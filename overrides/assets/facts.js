/* The tables of facts: the ODA list of any day, filters and sorting. No other host, no library. */
(function (root) {
  "use strict";

  /** Every country with the answer of the day: yes (true), no (false) or undecided (null), group and reason. */
  function answersOn(data, day) {
    return Object.keys(data.countries).map(function (code) {
      var country = data.countries[code];
      var span = country.spans.find(function (one) { return one[0] <= day && day <= one[1]; });
      return { code: code, country: country, eligible: span[2], group: span[3], reason: span[4] };
    });
  }

  /** The list of the day; null where none is known. */
  function listOn(data, day) {
    return data.lists.find(function (one) { return one.first <= day && day <= one.last; }) || null;
  }

  /** Case, accents, signs and the two ways to write an umlaut set aside. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss")
      .replace(/[^\p{L}\p{N}]+/gu, " ");
  }
  function loose(text) { return text.replace(/([aou])e/g, "$1"); }
  function fits(text, words) {
    var folded = fold(text), wanted = fold(words).trim();
    return folded.includes(wanted) || loose(folded).includes(loose(wanted));
  }

  /** Whether a row of the list is asked for. */
  function wanted(row, asked) {
    var own = row.country;
    return row.eligible === true &&
      (!asked.group || row.group === asked.group) &&
      (!asked.region || own.region === asked.region) &&
      fits([own.de, own.en, own.a2, row.code, own.dac].concat(own.also).join(" | "), asked.text || "");
  }

  var facts = { answersOn: answersOn, listOn: listOn, fits: fits, wanted: wanted };
  if (typeof module !== "undefined" && module.exports) { module.exports = facts; return; }

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  function shownDay(day, lang) {
    return lang === "de" ? day.split("-").reverse().join(".") : day;
  }

  function fill(sentence, values) {
    return sentence.replace(/#(on|list|n)/g, function (_, name) { return values[name]; });
  }

  /* ── sorting ── */

  function key(cell) {
    return cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
  }

  function compare(a, b, lang) {
    var x = Number(a), y = Number(b);
    if (a !== "" && b !== "" && !isNaN(x) && !isNaN(y)) { return x - y; }
    return a.localeCompare(b, lang);
  }

  function sort(table, column, direction) {
    var body = table.tBodies[0], lang = document.documentElement.lang || "de";
    var rows = Array.from(body.rows).map(function (row) { return [key(row.cells[column]), row]; });
    rows.sort(function (a, b) { return direction * compare(a[0], b[0], lang); });
    rows.forEach(function (pair) { body.appendChild(pair[1]); });
    Array.from(table.tHead.rows[0].cells).forEach(function (cell, index) {
      if (index === column) { cell.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending"); }
      else { cell.removeAttribute("aria-sort"); }
    });
  }

  function sorted(table) {
    var cells = Array.from(table.tHead.rows[0].cells);
    var column = cells.findIndex(function (cell) { return cell.hasAttribute("aria-sort"); });
    return [column, cells[column].getAttribute("aria-sort") === "descending" ? -1 : 1];
  }

  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (cell, column) {
      var button = element("button", cell.textContent, { type: "button" });
      button.addEventListener("click", function () {
        var now = sorted(table);
        sort(table, column, now[0] === column ? -now[1] : 1);
      });
      cell.textContent = "";
      cell.appendChild(button);
    });
  }

  /* ── filtering rows that stand in the page ── */

  function makeFilter(form) {
    var found = form.parentNode.querySelector(".facts-found");
    var table = form.parentNode.querySelector(".facts-filtered");
    var texts = Array.from(table.tBodies[0].rows).map(function (row) { return [row.textContent, row]; });
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.querySelector("input").addEventListener("input", function (event) {
      var count = 0;
      texts.forEach(function (pair) {
        pair[1].hidden = !fits(pair[0], event.target.value);
        if (!pair[1].hidden) { count += 1; }
      });
      found.textContent = fill(found.dataset[count === 0 ? "none" : count === 1 ? "one" : "many"], { n: count });
    });
  }

  /* ── the list of any day ── */

  function tableRow(row, data, form, words) {
    var lang = form.dataset.lang, other = lang === "de" ? "en" : "de", own = row.country;
    var line = element("tr"), name = element("td"), group = element("td");
    name.appendChild(element("a", own[lang], { href: form.dataset.countries + row.code.toLowerCase() + "/" }));
    group.dataset.sort = row.group ? Object.keys(data.groups).indexOf(row.group) : "";
    if (row.group) {
      group.appendChild(element("span", "", { "class": "facts-key facts-fill-" + row.group }));
      group.appendChild(document.createTextNode(data.groups[row.group][lang]));
    } else { group.textContent = words.covered; }
    line.append(name, element("td", own[other], { lang: other }), element("td", row.code),
      element("td", own.dac || "–", { "class": "facts-number" }), group,
      element("td", own.region ? data.regions[own.region][lang] : "–"));
    return line;
  }

  function show(data, form, table, count) {
    var day = form.elements.on.value, lang = form.dataset.lang, words = count.dataset;
    if (!day) { return; }
    var list = listOn(data, day), body = table.tBodies[0];
    var asked = { text: form.elements.text.value, group: form.elements.group.value, region: form.elements.region.value };
    var rows = answersOn(data, day).filter(function (row) { return wanted(row, asked); });
    body.replaceChildren.apply(body, rows.map(function (row) { return tableRow(row, data, form, words); }));
    sort(table, sorted(table)[0], sorted(table)[1]);
    var values = { on: shownDay(day, lang), list: list ? list[lang] : "", n: rows.length };
    var sentence = !list ? words.unknown : rows.length === 0 ? words.none : rows.length === 1 ? words.one : words.many;
    count.textContent = fill(sentence, values);
    var unseen = document.getElementById("facts-unseen");
    unseen.hidden = !list || list.confidence === "high";
    unseen.textContent = fill(unseen.dataset.text, values);
  }

  function makeList(form) {
    var table = document.getElementById("facts-table"), count = document.getElementById("facts-count");
    fetch(form.dataset.source).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.statusText); }
      return answer.json();
    }).then(function (data) {
      Object.keys(data.regions).map(function (id) { return [data.regions[id][form.dataset.lang], id]; })
        .sort(function (a, b) { return a[0].localeCompare(b[0], form.dataset.lang); })
        .forEach(function (pair) { form.elements.region.appendChild(element("option", pair[0], { value: pair[1] })); });
      var asked = /^#on=(\d{4}-\d{2}-\d{2})$/.exec(location.hash);
      if (asked) { form.elements.on.value = asked[1]; }
      form.hidden = false;
      form.addEventListener("input", function () {
        show(data, form, table, count);
        history.replaceState(null, "", "#on=" + form.elements.on.value);
      });
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      show(data, form, table, count);
    }).catch(function () { count.textContent = count.dataset.failed; });
  }

  function start() {
    document.querySelectorAll(".facts-sortable").forEach(makeSortable);
    document.querySelectorAll(".facts-filter").forEach(makeFilter);
    var form = document.getElementById("facts-list");
    if (form) { makeList(form); }
  }
  start();
}(this));
