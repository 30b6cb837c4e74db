// What reading does not need: keys, cells that light up beside the image, copying, and, in a static report, lists that
// narrow themselves.
"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const visible = (e) => e.offsetParent !== null;

  // Keys: j and k go on and back, c confirms, d dismisses (to the reason first, where there is none yet).
  const step = (by) => {
    const link = document.querySelector(by > 0 ? '.neighbours [rel="next"], .pager [rel="next"]' : '.neighbours [rel="prev"], .pager [rel="prev"]');
    const rows = all(".entry .go").filter(visible);
    const at = rows.indexOf(document.activeElement);
    if (rows.length && !document.querySelector(".neighbours")) {
      const to = rows[at + by];
      if (to) { to.focus(); return; }
    }
    if (link) link.click();
  };
  const judge = (verdict) => {
    const form = document.getElementById("verdict");
    if (!form) return;
    const why = form.elements.why, by = form.elements.by;
    if (!by.value.trim()) { by.focus(); return; }
    if (verdict === "dismissed" && !why.value.trim()) { why.focus(); return; }
    form.querySelector(`button[value="${verdict}"]`).click();
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) {
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && e.target.id === "why") judge("dismissed");
      return;
    }
    const act = { j: () => step(1), k: () => step(-1), c: () => judge("confirmed"), d: () => judge("dismissed") }[e.key];
    if (act) { e.preventDefault(); act(); }
  });

  // A cell and its box on the image light up together. On the image the text to be selected and the marks of findings lie
  // over the boxes, so what is under the pointer is asked for as a whole.
  document.addEventListener("mouseover", (e) => {
    const cell = document.elementsFromPoint(e.clientX, e.clientY).find((x) => x.dataset.cell);
    all(".lit").forEach((x) => x.classList.remove("lit"));
    if (cell) all(`[data-cell="${CSS.escape(cell.dataset.cell)}"]`).forEach((x) => x.classList.add("lit"));
  });

  // A click on a cell chooses its figure in the form that corrects one.
  const correction = document.querySelector(".read details.correct");
  if (correction) {
    all("[data-script]").forEach((e) => { e.hidden = false; });
    const option = (cell) => correction.querySelector(`option[data-of="${CSS.escape(cell.dataset.cell)}"]`);
    for (const cell of all(".grid [data-cell]")) if (option(cell)) cell.classList.add("pick");
    document.addEventListener("click", (e) => {
      const cell = e.target.closest && e.target.closest(".grid .pick");
      if (!cell || getSelection().toString()) return;
      correction.open = true;
      option(cell).selected = true;
      correction.querySelector("#printed").focus();
    });
  }

  for (const button of all("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = button.dataset.done;
    });
  }

  // Paper has no folds.
  window.addEventListener("beforeprint", () => { for (const d of all("details:not(.facets)")) d.open = true; });

  // On a narrow screen the list comes first, the facets folded.
  if (matchMedia("(max-width: 60rem)").matches) for (const d of all("details.facets")) d.open = false;

  // A static report has all rows on one page: facets and search hide those that do not match. What is chosen stands in
  // the address, so that it can be passed on.
  const search = document.querySelector(".static form.search");
  if (!search) return;
  const rows = all("tr.entry").map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const by = (key) => (a, b) => key(b.row) < key(a.row) ? -1 : key(b.row) > key(a.row) ? 1 : 0;
  const orders = { amount: by((r) => Number(r.dataset.size)), new: by((r) => r.dataset.since),
    name: (a, b) => by((r) => r.dataset.name)(b, a) };
  const mark = (a, on) => {
    a.classList.toggle("chosen", on);
    on ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current");
  };
  const chosen = () => new URLSearchParams(location.hash.slice(1));
  const show = () => {
    const q = chosen(), words = (q.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
    search.elements.q.value = q.get("q") || "";
    let n = 0;
    for (const { row, text } of rows) {
      const fits = [...q].every(([name, value]) => name === "q" || name === "sort" || (name === "since" ? row.dataset.since >= value : row.dataset[name] === value)) && words.every((w) => text.includes(w));
      row.hidden = !fits;
      n += fits;
    }
    for (const a of all("[data-facet]")) {
      const on = q.get(a.dataset.facet) === a.dataset.value;
      mark(a, on);
    }
    const order = q.get("sort") || "";
    const sorted = orders[order] ? [...rows].sort(orders[order]) : rows;
    for (const { row } of sorted) row.parentNode.append(row);
    for (const a of all("[data-sort]")) mark(a, a.dataset.sort === order);
    document.querySelector(".clear").hidden = q.size === 0;
    const total = document.querySelector(".total");
    total.textContent = total.textContent.replace(/\d+/, n);
  };
  const choose = (change) => { const q = chosen(); change(q); location.hash = q.toString(); };
  for (const a of all("[data-facet]")) a.addEventListener("click", (e) => {
    e.preventDefault();
    choose((q) => q.get(a.dataset.facet) === a.dataset.value ? q.delete(a.dataset.facet) : q.set(a.dataset.facet, a.dataset.value));
  });
  for (const a of all("[data-sort]")) a.addEventListener("click", (e) => {
    e.preventDefault();
    choose((q) => a.dataset.sort ? q.set("sort", a.dataset.sort) : q.delete("sort"));
  });
  document.querySelector(".clear a").addEventListener("click", (e) => { e.preventDefault(); location.hash = ""; });
  search.addEventListener("submit", (e) => {
    e.preventDefault();
    choose((q) => search.elements.q.value.trim() ? q.set("q", search.elements.q.value.trim()) : q.delete("q"));
  });
  window.addEventListener("hashchange", show);
  show();
})();
