// What the pages gain with a script: suggestions by keyboard, reading aloud, the number beside a slider.
// Nothing here is needed to use a page.
"use strict";

(() => {
  // Suggestions: the input keeps the focus, arrows move through the list (ARIA combobox with list autocompletion).
  const setUpCombobox = (box) => {
    const input = box.querySelector("input:not([type=hidden])");
    const list = box.querySelector("[data-list]");
    const status = box.querySelector("[data-status]");
    const key = box.querySelector("input[type=hidden]");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    list.setAttribute("role", "listbox");
    let active = -1;
    const options = () => [...list.querySelectorAll("[role=option]")];
    const mark = (index) => {
      active = index;
      options().forEach((option, i) => {
        option.setAttribute("aria-selected", String(i === index));
        if (i === index) option.scrollIntoView({ block: "nearest" });
      });
      if (index < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", options()[index].id);
    };
    const refresh = () => {
      options().forEach((option, i) => { option.id = `${list.id}-${i}`; });
      input.setAttribute("aria-expanded", String(options().length > 0));
      mark(-1);
    };
    const close = () => { list.replaceChildren(); refresh(); };
    const choose = (option) => {
      if (option.dataset.href) { window.location.assign(option.dataset.href); return; }
      input.value = option.dataset.label || option.textContent.trim();
      if (key) key.value = option.dataset.value || "";
      close();
      if (input.form) input.form.requestSubmit();
    };
    input.addEventListener("keydown", (event) => {
      const count = options().length;
      if (event.key === "Escape" && count) { close(); event.preventDefault(); return; }
      if (event.key === "Enter" && active >= 0) { choose(options()[active]); event.preventDefault(); return; }
      if (!count || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
      mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + count) % count);
      event.preventDefault();
    });
    input.addEventListener("input", () => { if (key) key.value = ""; if (!input.value.trim()) close(); });
    input.addEventListener("blur", () => setTimeout(close, 200));
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    list.addEventListener("htmx:afterSwap", () => {
      if (document.activeElement !== input) { close(); return; }
      refresh();
      const count = options().length;
      status.textContent = count ? `${count} ${status.dataset.some}` : status.dataset.none;
    });
    refresh();
  };

  const setUpRange = (range) => {
    const output = document.getElementById(range.dataset.output);
    const show = () => { output.textContent = range.value; };
    range.addEventListener("input", show);
    show();
  };

  // One piece of text at a time: browsers cut off long texts.
  const setUpReader = (reader) => {
    const voice = window.speechSynthesis;
    if (!voice || !window.SpeechSynthesisUtterance) return;
    const play = reader.querySelector("[data-play]");
    const stop = reader.querySelector("[data-stop]");
    const label = play.querySelector("[data-label]");
    let queue = [];
    let state = "idle";
    const show = (next) => {
      state = next;
      label.textContent = play.dataset[next === "reading" ? "pause" : next === "paused" ? "resume" : "start"];
      stop.hidden = next === "idle";
    };
    const pieces = () => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, caption, th, td, label, legend, summary)")]
      .filter((node) => !node.closest("[data-silent], svg, .visually-hidden, [hidden]") && node.getClientRects().length
        && !node.querySelector("h1, h2, h3, p, li, dt, dd, label, legend"))
      .map((node) => node.innerText.trim()).filter(Boolean);
    const next = () => {
      if (state !== "reading") return;
      const text = queue.shift();
      if (text === undefined) { show("idle"); return; }
      const speech = new SpeechSynthesisUtterance(text);
      speech.lang = document.documentElement.lang;
      speech.rate = 0.95;
      speech.onend = next;
      speech.onerror = () => show("idle");
      voice.speak(speech);
    };
    play.addEventListener("click", () => {
      if (state === "reading") { voice.pause(); show("paused"); return; }
      if (state === "paused") { voice.resume(); show("reading"); return; }
      voice.cancel();
      queue = pieces();
      show("reading");
      next();
    });
    stop.addEventListener("click", () => { show("idle"); queue = []; voice.cancel(); play.focus(); });
    window.addEventListener("pagehide", () => voice.cancel());
    reader.hidden = false;
  };

  const setUp = (root) => {
    root.querySelectorAll("[data-combobox]:not([data-ready])").forEach((box) => { box.dataset.ready = ""; setUpCombobox(box); });
    root.querySelectorAll("input[data-output]:not([data-ready])").forEach((range) => { range.dataset.ready = ""; setUpRange(range); });
  };
  document.addEventListener("DOMContentLoaded", () => {
    setUp(document);
    // A menu beside the page on a wide screen is folded above it on a narrow one.
    const narrow = window.matchMedia("(max-width: 59.99rem)");
    const fold = () => document.querySelectorAll("[data-narrow-closed]").forEach((menu) => { menu.open = !narrow.matches; });
    fold();
    // A turned tablet becomes wide: there the menu has no button to open it with.
    narrow.addEventListener("change", fold);
    document.querySelectorAll("[data-reader]").forEach(setUpReader);
    document.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
    document.body.addEventListener("htmx:load", (event) => setUp(event.target));
  });
})();
