// Shows the copy buttons (they need a script) and copies the text that each names in data-copy.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector(".said");
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = (await copy(text)) ? "已复制" : "请按 Ctrl+C 复制选中的引注";
  });
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    // A page that is not served over https has no clipboard to write to: select the text and copy the selection.
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}
