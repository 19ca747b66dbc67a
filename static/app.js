// Everything works without this file; it only saves steps.
"use strict";
const $ = (sel, from = document) => from.querySelector(sel);

// Ctrl+K or Cmd+K goes to the search field. Not a bare key, which would get in
// the way of speech input (WCAG 2.1.4).
addEventListener("keydown", (e) => {
  if (e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey) {
    const field = $("[data-hotkey]");
    if (field) { e.preventDefault(); field.focus(); field.select(); }
  }
});

// Arrow keys inside an open menu.
addEventListener("keydown", (e) => {
  const menu = e.target.closest?.(".menu:popover-open");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(e.key)) return;
  const items = [...menu.querySelectorAll("a, button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[e.key];
  e.preventDefault();
  items.at(to % items.length).focus();
});
addEventListener("keydown", (e) => {
  const id = e.target.getAttribute?.("popovertarget");
  if (e.key === "ArrowDown" && id) {
    e.preventDefault();
    const menu = document.getElementById(id);
    menu.showPopover({ source: e.target });
    $("a, button", menu)?.focus();
  }
});

// Forms: one submission at a time, and a word before losing what was typed.
let dirty = false, typed = false;
addEventListener("input", (e) => { typed = true; dirty ||= !!e.target.closest("form[data-guard]"); });
addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });
addEventListener("submit", (e) => {
  dirty = false;
  const form = e.target, button = e.submitter;
  // "Assume user" opens another tab; this one then goes on to the profile, which says so.
  if (form.dataset.assume) { setTimeout(() => location.assign(form.dataset.assume), 600); return; }
  if (button) {
    if (button.ariaBusy === "true") e.preventDefault(); else button.ariaBusy = "true";
  }
});
addEventListener("pageshow", (e) => { if (e.persisted) document.querySelectorAll("button[aria-busy]").forEach((b) => { b.ariaBusy = null; }); });

// Whose identity a tab has may have changed while you were in another one. Only pages that answer a GET are marked:
// reloading anything else would send it again. A form that was begun is left alone: the server asks for whom it was
// drawn.
addEventListener("visibilitychange", () => { if (!document.hidden && !typed && $("[data-live]")) location.reload(); });
