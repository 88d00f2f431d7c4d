// What the tests look at in a page. Each look returns complaints in words, none where all is well.
(() => {
  const root = () => document.querySelector(".md-content") ?? document.body;
  const said = (element) => {
    const name = element.className && typeof element.className === "string" ? `.${element.className.trim().replace(/\s+/g, ".")}` : "";
    return `<${element.localName}${name}>`;
  };

  // Heard and not seen: what is clipped away whole.
  const unseen = (element) => element && (getComputedStyle(element).clipPath === "inset(50%)" || unseen(element.parentElement));

  // Every visible line of text with where it is; what is there for screen readers alone is left out.
  function lines() {
    const found = [];
    const walk = document.createTreeWalker(root(), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest(".gs-av, script, style, template, option, datalist, .headerlink")) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) continue;
      if (unseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left < 1) continue;
        const trim = (bottom - top) * 0.25; // the box of a line is taller than its letters
        found.push({ node, element, left, right, top: top + trim, bottom: bottom - trim, text: node.data.trim().slice(0, 40) });
      }
    }
    return found;
  }

  window.looks = {
    // Nothing is wider than the window, and no text stands outside of it or is cut off by its box.
    width() {
      const wide = document.documentElement.clientWidth;
      const complaints = [];
      if (document.documentElement.scrollWidth > wide) complaints.push(`scrolls sideways: ${document.documentElement.scrollWidth} in ${wide}`);
      for (const line of lines()) {
        if (line.right > wide + 1 || line.left < -1) complaints.push(`outside of the window: "${line.text}" in ${said(line.element)}`);
        for (let box = line.element; box && box !== root(); box = box.parentElement) {
          if (getComputedStyle(box).overflowX === "visible" || box.localName === "svg") continue;
          if (getComputedStyle(box).whiteSpace === "pre-wrap") continue; // spaces hang over the edge, letters do not
          const edges = box.getBoundingClientRect();
          if (line.right > edges.right + 1 || line.left < edges.left - 1) complaints.push(`cut off: "${line.text}" in ${said(box)}`);
        }
      }
      return complaints;
    },

    // No text stands on other text, and no control on another.
    overlap() {
      const complaints = [];
      const sorted = lines().sort((one, other) => one.top - other.top);
      sorted.forEach((one, at) => {
        for (let next = at + 1; next < sorted.length && sorted[next].top < one.bottom - 0.5; next += 1) {
          const other = sorted[next];
          if (other.node === one.node) continue;
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          if (across > 1.5) complaints.push(`"${one.text}" ${said(one.element)} and "${other.text}" ${said(other.element)} overlap`);
        }
      });
      const marks = [...root().querySelectorAll(".gs-bar, .gs-spark, .gs-dots, .gs-av, input, select, textarea, button")].filter((mark) => mark.checkVisibility({ contentVisibilityAuto: true }));
      for (const mark of marks) {
        const box = mark.getBoundingClientRect();
        for (const line of sorted) {
          if (line.top >= box.bottom - 1 || line.bottom <= box.top + 1 || mark.contains(line.element)) continue;
          if (Math.min(line.right, box.right) - Math.max(line.left, box.left) > 1.5) complaints.push(`"${line.text}" stands on ${said(mark)}`);
        }
      }
      return complaints;
    },

    // What the keyboard has to reach, in the order of the page: numbered, so that a test can tell which it is at.
    reachable() {
      const found = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex]")].filter((element) =>
        element.tabIndex >= 0 && !element.disabled && root().contains(element) && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
      found.forEach((element, at) => element.setAttribute("data-reached", at));
      return found.map((element) => `${said(element)} ${element.textContent.trim().slice(0, 30)}`);
    },

    // Where the keyboard is, and whether that can be seen.
    focused() {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      return {
        at: Number(element.getAttribute("data-reached") ?? -1),
        name: said(element),
        shown,
        inside: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      };
    },
  };
})();
