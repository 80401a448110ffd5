/* What the pages do beyond HTML: every page works without this file, and it asks nobody anything.

   Attributes that a template may use:
   data-copy="#id" | "text"   on a <button type="button" hidden>: shown, and copies the text (of an
                              element, or a field's value) to the clipboard; it says so.
   data-filter="selector"     on an <input type="search" hidden> or on a <p hidden> with such an input:
                              shown, and keeps of the lists and tables that fit the selector only the
                              items that have all typed words. A [data-group] around lists is hidden
                              with its last item. How many are left is told beside the field.
   data-tip="text"            on a part of a chart: the text is shown at the pointer or the focus
                              (give it tabindex="0" where it is no link); Escape takes it away.
   data-item                  on what j and k go through, where it is not one of ITEMS below.
   data-keys                  on a <button type="button" hidden>: shown, and opens the list of keys.
   Keys: / search, j and k next and previous item, ? their list, where they can be switched off. */

"use strict";

(() => {
  const ITEMS = ".passage, .lines > li, table.claims tbody tr, .gaps > li, .cards > .card";
  const KEYS = [
    ["/", "to the search field"],
    ["j", "next item"],
    ["k", "previous item"],
    ["?", "these keys"],
  ];
  const OFF = "kb-keys-off";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** An element with attributes, and texts or elements in it. */
  function made(name, attributes = {}, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  /* copying */

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copiedBySelection(text); // the clipboard is kept from pages without TLS
    }
  }

  function copiedBySelection(text) {
    const field = made("textarea", { class: "unseen", readonly: "" }, text);
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }

  function textOf(wanted) {
    if (!wanted.startsWith("#")) return wanted;
    const element = document.getElementById(wanted.slice(1));
    return element?.value ?? element?.textContent.trim() ?? "";
  }

  for (const button of all("button[data-copy]")) {
    const label = button.textContent;
    const told = made("span", { class: "unseen", role: "status" });
    button.hidden = false;
    button.after(told);
    button.addEventListener("click", async () => {
      const done = await copied(textOf(button.dataset.copy));
      button.textContent = told.textContent = done ? "Copied" : "Copy it by hand";
      setTimeout(() => {
        button.textContent = label;
        told.textContent = "";
      }, 2000);
    });
  }

  /* filtering */

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function itemsOf(container) {
    return container.matches("table") ? all("tbody > tr", container) : [...container.children];
  }

  function filtering(holder) {
    const field = holder.matches("input") ? holder : holder.querySelector("input");
    const containers = all(holder.dataset.filter);
    const items = containers.flatMap(itemsOf).map((item) => [item, plain(item.textContent)]);
    const told = made("span", { class: "n", role: "status" });
    if (!field || !items.length) return;
    holder.hidden = field.hidden = false;
    field.after(" ", told);
    const narrow = () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      for (const [item, text] of items) item.hidden = !words.every((word) => text.includes(word));
      const left = items.filter(([item]) => !item.hidden).length;
      for (const group of new Set(containers.map((one) => one.closest("[data-group]")))) {
        if (group) group.hidden = !items.some(([item]) => group.contains(item) && !item.hidden);
      }
      told.textContent = words.length ? `${left} of ${items.length}` : "";
    };
    field.addEventListener("input", narrow);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !field.form) event.preventDefault();
    });
    if (field.value) narrow(); // what the browser kept when the reader came back
  }

  all("[data-filter]").forEach(filtering);

  /* tips */

  const tip = made("div", { class: "tip", role: "tooltip", id: "tip", hidden: "" });
  let tipped = null;

  function showTip(element) {
    const box = element.getBoundingClientRect();
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    const left = box.left + box.width / 2 - tip.offsetWidth / 2;
    const most = document.documentElement.clientWidth - tip.offsetWidth - 4;
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(4, Math.min(left, most))}px`;
    tip.style.top = `${above > 0 ? above : box.bottom + 6}px`;
    tipped = element;
    element.setAttribute("aria-describedby", "tip");
  }

  function hideTip() {
    tipped?.removeAttribute("aria-describedby");
    tip.hidden = true;
    tipped = null;
  }

  function tipAt(event) {
    const element = event.target.closest?.("[data-tip]");
    if (element) showTip(element);
    else if (tipped && !tip.contains(event.target)) hideTip();
  }

  if (all("[data-tip]").length) {
    document.body.append(tip);
    document.addEventListener("pointerover", tipAt);
    document.addEventListener("focusin", tipAt);
    document.addEventListener("scroll", hideTip, { passive: true, capture: true });
  }

  /* keys */

  function kept(value) {
    try {
      if (value !== undefined) localStorage.setItem(OFF, value);
      return localStorage.getItem(OFF) === "1";
    } catch {
      return value === "1"; // storage may be forbidden
    }
  }
  let off = kept();

  function toSearch() {
    const field = all("main input[type=search], .kb-find input").find((one) => one.offsetParent);
    field?.focus();
    field?.select();
  }

  function toItem(step) {
    const chosen = all("main [data-item]");
    const items = (chosen.length ? chosen : all(`main :is(${ITEMS})`)).filter(
      (item) => item.getClientRects().length,
    );
    if (!items.length) return;
    const at = items.findIndex((item) => item.contains(document.activeElement));
    const first = items.findIndex((item) => item.getBoundingClientRect().top >= 0);
    const next = at < 0 ? Math.max(first, 0) : at + step;
    const item = items[Math.min(Math.max(next, 0), items.length - 1)];
    const target = item.matches("a") ? item : (item.querySelector("a") ?? item);
    if (target === item && !item.matches("a")) item.tabIndex = -1;
    target.focus({ preventScroll: true });
    item.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  let dialog = null;

  function showKeys() {
    dialog ??= dialogOfKeys();
    if (!dialog.open) dialog.showModal();
  }

  function dialogOfKeys() {
    const list = made("dl");
    for (const [key, meaning] of KEYS) {
      list.append(made("div", {}, made("dt", {}, made("kbd", {}, key)), made("dd", {}, meaning)));
    }
    const box = made("input", { type: "checkbox" });
    box.checked = !off;
    box.addEventListener("change", () => (off = kept(box.checked ? "0" : "1")));
    const close = made("form", { method: "dialog" }, made("button", {}, "Close"));
    const title = made("h2", { id: "keys" }, "Keys");
    const switched = made("label", {}, box, " Keys are on");
    const shown = made("dialog", { class: "keys", "aria-labelledby": "keys" });
    shown.append(title, list, switched, close);
    document.body.append(shown);
    return shown;
  }

  for (const button of all("button[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  }

  const ACTIONS = { "/": toSearch, j: () => toItem(1), k: () => toItem(-1), "?": showKeys };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
    const action = Object.hasOwn(ACTIONS, event.key) ? ACTIONS[event.key] : null;
    const other = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    if (!action || typing || other || off) return;
    event.preventDefault();
    action();
  });

  /* documents: an address from before there were parts leads on to the part that has the place */

  const whole = document.querySelector("[data-document]");
  const named = /^#s-(.+)$/.exec(location.hash);
  if (whole && named && !document.getElementById(location.hash.slice(1))) {
    location.replace(`?statement=${encodeURIComponent(`${whole.dataset.document}.${named[1]}`)}`);
  }
})();
