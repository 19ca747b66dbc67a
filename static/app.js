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
  const menu = e.target.closest?.(".menu:popover-open:not(.text)");
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

document.addEventListener("click", (e) => {
  // A control that says why it is off does nothing.
  if (e.target.closest("[aria-disabled=true]")) { e.preventDefault(); return; }
  // A link to a page with a dialog opens the dialog here instead.
  const link = e.target.closest("a[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (dialog?.showModal) { e.preventDefault(); link.closest("[popover]")?.hidePopover(); dialog.showModal(); return; }
  const close = e.target.closest("dialog:modal [data-close]");
  if (close) { e.preventDefault(); close.closest("dialog").close(); }
  if (e.target.closest("[data-print]")) print();
});

// Forms: one submission at a time, and a word before losing what was typed.
let dirty = false, typed = false;
addEventListener("input", (e) => { typed = true; dirty ||= !!e.target.closest("form[data-guard]"); });
addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });
addEventListener("submit", (e) => {
  dirty = false;
  const form = e.target, button = e.submitter;
  // "Assume user" opens another tab; this one then shows that it is waiting.
  if (form.dataset.assume) { setTimeout(() => location.assign(form.dataset.assume), 600); return; }
  if (button && form.target !== "_blank" && form.method !== "dialog") {
    if (button.ariaBusy === "true") e.preventDefault(); else button.ariaBusy = "true";
  }
});
addEventListener("pageshow", (e) => { if (e.persisted) document.querySelectorAll("button[aria-busy]").forEach((b) => { b.ariaBusy = null; }); });

// Whose identity a tab has may have changed while you were in another one. A form that was begun, or that came
// back, is left alone: the server asks for whom it was drawn.
addEventListener("visibilitychange", () => { if (!document.hidden && !typed && $("[data-live]") && !$("[role=alert]")) location.reload(); });
