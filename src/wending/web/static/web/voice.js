// Speaking instead of typing, where the browser can: words go into the text field, which stays to be corrected by hand.
// Loaded only on pages with such a field. The maker of the browser may listen along on its own servers: the page says so.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition) return;
  document.querySelectorAll("[data-voice]").forEach((box) => {
    const field = document.getElementById(box.dataset.voice);
    const button = box.querySelector("button");
    const label = button.querySelector("[data-label]");
    const status = box.querySelector("[role=status]");
    let listening = null;
    const show = (isOn) => {
      button.setAttribute("aria-pressed", String(isOn));
      label.textContent = isOn ? box.dataset.stop : box.dataset.start;
    };
    button.addEventListener("click", () => {
      if (listening) { listening.stop(); return; }
      listening = new Recognition();
      listening.lang = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
      listening.continuous = true;
      listening.onresult = (event) => {
        for (let i = event.resultIndex; i < event.results.length; i += 1) {
          if (!event.results[i].isFinal) continue;
          const words = event.results[i][0].transcript.trim();
          field.value = field.value ? `${field.value.trimEnd()} ${words}` : words;
        }
      };
      listening.onerror = () => { status.textContent = box.dataset.failed; };
      listening.onend = () => { listening = null; show(false); };
      status.textContent = "";
      listening.start();
      show(true);
    });
    show(false);
    box.hidden = false;
  });
});
