(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);

  // Theme: as the system, light, dark. Where storage is refused, the choice lasts as long as the page.
  const themes = ["", "light", "dark"];
  const names = { "": "as the system", light: "light", dark: "dark" };
  const theme = $("theme");
  const show = (value) => {
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
    theme.textContent = "Theme: " + names[value];
  };
  const store = {
    get: () => { try { return localStorage.getItem("scim-report-theme") ?? ""; } catch { return ""; } },
    set: (value) => { try { localStorage.setItem("scim-report-theme", value); } catch { /* not kept */ } },
  };
  let current = themes.includes(store.get()) ? store.get() : "";
  theme.hidden = false;
  show(current);
  theme.addEventListener("click", () => {
    current = themes[(themes.indexOf(current) + 1) % themes.length];
    store.set(current);
    show(current);
  });

  // Filters: a check is shown when every filter that is set agrees.
  const form = $("filters");
  const checks = [...document.querySelectorAll(".check")].map((element) => ({ element, text: null }));
  const groups = [...document.querySelectorAll(".group, .part")];
  const openedByFilter = new Set();
  const textOf = (check) => check.text ??= check.element.textContent.toLowerCase();
  const has = (list, word) => list.split(" ").includes(word);
  const apply = () => {
    const words = $("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const statuses = [...form.querySelectorAll("input[name=status]:checked")].map((box) => box.value);
    const [verdict, level, impact, section] = ["verdict", "level", "impact", "section"].map((id) => $(id).value);
    const active = words.length > 0 || statuses.length > 0 || [verdict, level, impact, section].some(Boolean);
    let shown = 0;
    for (const check of checks) {
      const data = check.element.dataset;
      const visible = (statuses.length === 0 || statuses.includes(data.status))
        && (!verdict || has(data.verdict, verdict))
        && (!level || data.level === level)
        && (!impact || data.impact === impact)
        && (!section || data.section === section || data.section.startsWith(section + " "))
        && words.every((word) => textOf(check).includes(word));
      check.element.hidden = !visible;
      shown += visible ? 1 : 0;
    }
    for (const group of groups) {
      const some = group.querySelector(".check:not([hidden])") !== null;
      group.hidden = active && !some;
      // What was found must be seen: a folded list opens, and folds again when the filter goes.
      if (group.tagName === "DETAILS") {
        if (active && some && !group.open) { group.open = true; openedByFilter.add(group); }
        else if (!active && openedByFilter.delete(group)) group.open = false;
      }
    }
    $("shown").textContent = active ? `${shown} of ${checks.length} checks shown` : `${checks.length} checks`;
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  apply();

  // Copy buttons.
  const copy = async (pre) => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      return true;
    } catch {
      // Older browsers, and pages opened from a file in some newer ones.
      const range = document.createRange();
      range.selectNodeContents(pre);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return document.execCommand("copy");
    }
  };
  for (const pre of document.querySelectorAll("pre[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy: " + pre.dataset.copy);
    button.addEventListener("click", async () => {
      button.textContent = await copy(pre) ? "Copied" : "Press Ctrl+C";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    pre.before(button);
  }

  // A link to a check that a filter hides shows it.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); apply(); }
    const folded = target.closest("details");
    if (folded) folded.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Paper has nothing to unfold: what belongs to a finding is printed open.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open]):not(.raw)")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
    folded = [];
  });
})();
