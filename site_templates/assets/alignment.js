// The tree of alignment: folds at once, and shows what is asked for with the goals above it.
// What can be asked for is read from the tree itself; what is asked stands in the address.

const FIELDS = ["find", "team", "owner"];
const COMPANY = "-";

/** Return text as it is searched: without case, width and accents. */
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** Return what a line of the tree says; key results and KPIs have no team of their own. */
function leafOf(line, above) {
  const state = line.querySelector(".st .gs-s");
  const goal = line.querySelector(".name:not(.kr)") && line.querySelector(".bar .gs-bar");
  const leaf = {
    item: line.parentElement,
    fold: line.parentElement.querySelector(":scope > details"),
    above,
    goal: Boolean(goal),
    find: plain(line.querySelector(".name").textContent),
    team: line.querySelector(".team").dataset.team ?? "",
    owner: line.querySelector(".own .gs-av")?.title ?? "",
    word: state?.firstChild.textContent.trim() ?? "",
    shape: state ? [...state.classList].find((name) => !["gs-s", "ground"].includes(name)) : "",
  };
  return leaf;
}

/** Return all lines below a list, each after the one above it. */
function leaves(list, above = null) {
  return [...list.children].flatMap((item) => {
    const line = item.querySelector(":scope > .gs-leaf");
    const leaf = leafOf(line, above);
    const below = leaf.fold?.querySelector(":scope > ul");
    return below ? [leaf, ...leaves(below, leaf)] : [leaf];
  });
}

/** Let a button fold all and unfold all; return what has it say which of the two it will do. */
function folding(button, list, words) {
  const folds = [...list.querySelectorAll("details")];
  const anyOpen = () => folds.some((fold) => fold.open);
  const say = () => {
    button.textContent = anyOpen() ? words.fold : words.unfold;
  };
  button.addEventListener("click", () => {
    const open = !anyOpen();
    for (const fold of folds) fold.open = open;
    say();
  });
  list.addEventListener("toggle", say, true);
  button.hidden = folds.length === 0;
  say();
  return say;
}

/** Fold and unfold a large forest, which shows the first level of its trees and asks Explore for the rest. */
function startForest() {
  const button = document.querySelector(".gs-alignment .gs-folding button");
  if (button?.hidden) folding(button, document.querySelector(".gs-alignment .gs-tree"), button.dataset);
}

/** Return the teams a choice stands for: itself and those below it, which follow it; the company for its own goals. */
function withSubteams(select) {
  const chosen = select.selectedOptions[0];
  const depth = Number(chosen.dataset.depth);
  const after = [...select.options].slice(chosen.index + 1);
  const end = chosen.value === COMPANY ? 0 : after.findIndex((one) => Number(one.dataset.depth) <= depth);
  return new Set([chosen, ...after.slice(0, end < 0 ? undefined : end)].map((one) => one.value));
}

function start() {
  startForest();
  const form = document.querySelector(".gs-alignment form.gs-find");
  const list = document.querySelector(".gs-alignment .gs-tree > ul");
  if (!form || !list || !form.hidden) return;
  const tree = leaves(list);
  const goals = tree.filter((leaf) => leaf.goal);
  const folds = tree.filter((leaf) => leaf.fold);
  const asFound = new Map(folds.map((leaf) => [leaf, leaf.fold.open]));
  const [nothing, count] = [form.parentElement.querySelector(".gs-empty.none"), form.querySelector("output")];
  const boxes = new Map();

  const owners = [...new Set(goals.map((leaf) => leaf.owner).filter(Boolean))];
  owners.sort(new Intl.Collator(document.documentElement.lang || undefined).compare);
  form.elements.owner.append(...owners.map((text) => new Option(text)));
  // The first of the options stands for all.
  for (const name of ["team", "owner"]) form.elements[name].closest("label").hidden = form.elements[name].length < 3;
  const states = form.querySelector("fieldset");
  const order = form.dataset.order.split(" ");
  for (const { word, shape } of [...goals].sort((a, b) => order.indexOf(a.shape) - order.indexOf(b.shape))) {
    if (!word || boxes.has(word)) continue;
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "status", value: word });
    const [pill, number, label] = ["span", "span", "label"].map((name) => document.createElement(name));
    pill.className = `gs-s ${shape}`;
    pill.textContent = word;
    number.className = "gs-count";
    number.textContent = goals.filter((leaf) => leaf.word === word).length;
    label.append(box, pill, number);
    states.append(label);
    boxes.set(word, box);
  }

  /** Show the goals asked for and, paler, those above them. */
  function show() {
    const words = plain(form.elements.find.value).split(/\s+/).filter(Boolean);
    const [team, owner] = [form.elements.team.value, form.elements.owner.value];
    const teams = withSubteams(form.elements.team);
    const wanted = new Set([...boxes].filter(([, box]) => box.checked).map(([word]) => word));
    const asked = words.length > 0 || team !== "" || owner !== "" || wanted.size > 0;
    const fits = (leaf) =>
      words.every((word) => leaf.find.includes(word)) &&
      (!team || teams.has(leaf.team)) &&
      (!owner || leaf.owner === owner) &&
      (!wanted.size || wanted.has(leaf.word)) &&
      (leaf.goal || (words.length > 0 && !team && !owner && !wanted.size));
    const found = new Set(tree.filter(fits));
    const above = new Set();
    for (const leaf of found) for (let one = leaf.above; one && !above.has(one); one = one.above) above.add(one);
    for (const leaf of tree) {
      leaf.item.hidden = asked && !found.has(leaf) && !above.has(leaf);
      leaf.item.classList.toggle("way", asked && !found.has(leaf));
    }
    for (const leaf of folds) leaf.fold.open = asked ? above.has(leaf) : asFound.get(leaf);
    nothing.hidden = !asked || found.size > 0;
    const objectives = [...found].filter((leaf) => leaf.goal).length;
    const lines = new Set([...found, ...above]).size;
    const said = { found: objectives, number: goals.length, others: found.size - objectives, lines };
    count.textContent = asked ? form.dataset.count.replace(/\{(\w+)\}/g, (_, name) => said[name]) : "";
    form.elements.all.hidden = !asked;
    sayFold();
  }

  const sayFold = folding(form.elements.fold, list, form.dataset);

  /** Bring what is asked for into the address, so that the view can be shared. */
  function changed() {
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    history.replaceState(null, "", asked.length ? `?${new URLSearchParams(asked)}` : location.pathname);
    show();
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (FIELDS.includes(name)) form.elements[name].value = value;
    if (form.elements[name]?.selectedIndex < 0) form.elements[name].selectedIndex = 0; // nothing of this tree
    if (name === "status" && boxes.has(value)) boxes.get(value).checked = true;
  }
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.all.addEventListener("click", () => {
    form.reset();
    changed();
    form.elements.find.focus();
  });
  form.hidden = false;
  show();
}

// A theme that changes pages without loading them tells of each.
globalThis.document$?.subscribe(start);
start();
