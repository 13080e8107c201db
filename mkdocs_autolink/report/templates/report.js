"use strict";
(() => {
  const find = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  // `mkdocs-autolink review` serves this report beside its page; opened as a file there is no such page.
  if (location.protocol !== "file:" && location.pathname.endsWith("/report")) {
    for (const link of find(".review")) {
      const group = link.closest(".group");
      if (group) link.href += `#find=${encodeURIComponent(group.dataset.phrase)}`;
      link.hidden = false;
    }
  }

  const form = document.getElementById("filter");
  const field = (name) => document.getElementById(`filter-${name}`);
  // What is said of a mention, less the words that the report has around it: "line" or "confidence" would fit them all.
  const wordsOf = (element, selector) =>
    find(selector, element)
      .map((part) => part.textContent)
      .join(" ")
      .toLowerCase();
  const groups = find(".group").map((element) => {
    const heading = wordsOf(element.firstElementChild, ".phrase, .target bdi");
    // An ambiguous phrase of which no mention is listed has its pages instead: without a sentence or a confidence.
    const mentions = find(".mention", element).map((mention) => ({
      element: mention,
      page: mention.dataset.page.toLowerCase(),
      confidence: Number(mention.dataset.confidence ?? 0),
      text: `${heading} ${wordsOf(mention, ".sentence, code, .verdict")}`,
    }));
    return { element, mentions, wasOpen: element.open };
  });
  const all = groups.reduce((sum, group) => sum + group.mentions.length, 0);
  if (!all) return;

  let filtering = false;
  const filter = () => {
    const text = field("text").value.trim().toLowerCase();
    const page = field("page").value.trim().toLowerCase();
    const least = Number(field("confidence").value) || 0;
    const active = Boolean(text || page || least);
    let shown = 0;
    for (const group of groups) {
      let visible = 0;
      for (const mention of group.mentions) {
        const fits = mention.text.includes(text) && mention.page.includes(page) && mention.confidence >= least;
        mention.element.hidden = !fits;
        if (fits) visible += 1;
      }
      if (active && !filtering) group.wasOpen = group.element.open;
      group.element.hidden = !visible;
      if (active !== filtering) group.element.open = active || group.wasOpen;
      shown += visible;
    }
    filtering = active;
    nameOpen();
    field("count").textContent = active
      ? `${shown.toLocaleString("en")} of ${all.toLocaleString("en")} mentions fit`
      : `${all.toLocaleString("en")} mentions, linked and not linked`;
  };

  const collator = new Intl.Collator();
  const orders = {
    phrase: (a, b) => collator.compare(a.phrase, b.phrase) || collator.compare(a.target, b.target),
    target: (a, b) => collator.compare(a.target, b.target) || collator.compare(a.phrase, b.phrase),
    low: (a, b) => a.low - b.low,
    count: (a, b) => b.count - a.count,
  };
  const sort = () => {
    const order = orders[field("sort").value];
    for (const list of find(".groups")) {
      list.append(...Array.from(list.children).sort((a, b) => order(a.dataset, b.dataset)));
    }
  };

  const visibleGroups = () => groups.filter((group) => !group.element.hidden);
  const isAnyClosed = () => visibleGroups().some((group) => !group.element.open);
  const nameOpen = () => {
    field("open").textContent = isAnyClosed() ? "Open all" : "Close all";
  };
  const openAll = () => {
    const open = isAnyClosed();
    for (const group of visibleGroups()) group.element.open = open;
    nameOpen();
  };

  const sortTable = (heading, column) => {
    const body = heading.closest("table").tBodies[0];
    const numeric = heading.dataset.sort === "number";
    const current = heading.getAttribute("aria-sort");
    const rising = numeric ? current === "descending" : current !== "ascending";
    for (const other of heading.parentElement.children) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const value = (row) => {
      const text = row.cells[column].textContent;
      return numeric ? Number(text.replaceAll(",", "")) : text;
    };
    const known = (number) => (Number.isNaN(number) ? Infinity : number);
    const compare = (a, b) => (numeric ? known(value(a)) - known(value(b)) || 0 : collator.compare(value(a), value(b)));
    const rows = Array.from(body.rows).sort(compare);
    body.append(...(rising ? rows : rows.reverse()));
  };

  let naming = 0;
  const nameOpenLater = () => {
    naming ||= requestAnimationFrame(() => {
      naming = 0;
      nameOpen();
    });
  };

  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target === field("sort")) return sort();
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  field("open").addEventListener("click", openAll);
  document.addEventListener("toggle", nameOpenLater, { capture: true }); // one that is opened by hand counts as well
  find("th[data-sort]").forEach((heading) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortTable(heading, heading.cellIndex));
    heading.append(button);
  });
  form.hidden = false;
  filter();
})();
