// The page Explore: searches, filters and sorts all goals; what is asked stands in the address.
// Texts come formatted from site/views/explore_data.py and are put in as text, not markup.

const SHOWN = 50;
// What stands where in the line of a goal.
const [TITLE, URL_BELOW, KIND, TEAM, CYCLE, OWNER, STATUS, PERCENT, NUMBER, BAR, KEY_RESULTS] = Array(11).keys();
const [KPI, PERSONAL] = [1, 2];
const NAME = 4; // of a status, in the address
const FILTERS = [["team", TEAM], ["cycle", CYCLE], ["owner", OWNER], ["kind", KIND]];
const COLUMNS = [
  ["title", ""], ["team", "wide"], ["cycle", "wide cyc"], ["progress", "bar"], ["", "n pc"], ["status", "st"], ["owner", "own"],
];
const KEYS = {
  "": () => 0,
  title: (goal) => plain(goal[TITLE]),
  team: (goal) => goal[TEAM] + (goal[KIND] === PERSONAL ? data.teams.length : 0),
  cycle: (goal) => (goal[CYCLE] < 0 ? null : goal[CYCLE]),
  progress: (goal) => goal[NUMBER],
  status: (goal) => goal[STATUS],
  owner: (goal) => (goal[OWNER] < 0 ? null : plain(ownerOf(goal)[1])),
};

// `seen` holds the elements that change, `orders` and `texts` what was worked out once.
let data, words, base, write, collate, seen, orders, texts, matches, asking, drawn;

function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const unseen = (text) => make("span", { class: "gs-vh" }, text);
const filled = (text, value) => text.replace("{}", () => value);
const ownerOf = (goal) => data.people[goal[OWNER]];
const placeOf = (goal) => (goal[KIND] === PERSONAL ? data.people : data.teams)[goal[TEAM]][1];

/** Return text as it is searched: without case, width and accents. */
function plain(text) {
  const low = text.toLowerCase();
  return /^[\x00-\x7f]*$/.test(low) ? low : low.normalize("NFKD").replace(/\p{M}/gu, "");
}

/** Return the places of all goals in an order ("-title": turned round); the unknown come last either way. */
function ordered(name) {
  const column = name.replace("-", "");
  if (!orders.has(column)) {
    const keys = data.goals.map(KEYS[column]);
    const places = [...keys.keys()];
    const known = places.filter((at) => keys[at] !== null);
    known.sort((a, b) => (typeof keys[a] === "string" ? collate(keys[a], keys[b]) : keys[a] - keys[b]) || a - b);
    orders.set(column, [known, places.filter((at) => keys[at] === null)]);
  }
  const [known, unknown] = orders.get(column);
  return [...(name === column ? known : [...known].reverse()), ...unknown];
}

/** Find the goals asked for; return how many there would be of each status. */
function find() {
  asking = plain(seen.search.value).split(/\s+/).filter(Boolean);
  if (asking.length) {
    texts ??= data.goals.map((goal) =>
      plain([goal[TITLE], ...goal.slice(KEY_RESULTS), ownerOf(goal)?.[1], placeOf(goal)].join("\n")));
  }
  const asked = FILTERS.map(([name, slot]) => [slot, Number(seen[name].value)]).filter(([, value]) => value >= 0);
  // Teams stand in the order of their tree, after the company: those below one follow it.
  const [, team] = asked.find(([slot]) => slot === TEAM) ?? [];
  const after = data.teams.findIndex(([, , depth], at) => at > team && (!team || depth <= data.teams[team][2]));
  const fits = (goal, slot, value) => (slot !== TEAM ? goal[slot] === value
    : goal[KIND] !== PERSONAL && goal[TEAM] >= value && (after < 0 || goal[TEAM] < after));
  const statuses = checked();
  const counts = new Map();
  matches = ordered(seen.sort.value).filter((at) => {
    const goal = data.goals[at];
    if (!asked.every(([slot, value]) => fits(goal, slot, value))) return false;
    if (!asking.every((word) => texts[at].includes(word))) return false;
    const name = data.statuses[goal[STATUS]][NAME];
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return !statuses.length || statuses.includes(name);
  });
  return counts;
}

const checked = () => [...seen.boxes].filter(([, [box]]) => box.checked).map(([name]) => name);

/** Take what is asked from the address; at the word q there, the theme would open its own search. */
function read() {
  const query = new URLSearchParams(location.search);
  const order = query.get("sort");
  seen.search.value = query.get("find");
  seen.sort.value = words.orders.some(([name]) => name === order) ? order : "";
  for (const [name] of FILTERS) seen[name].value = seen.ids[name].indexOf(query.get(name));
  for (const [name, [box]] of seen.boxes) box.checked = query.getAll("status").includes(name);
  // On a phone they would fill the screen.
  seen.states.open = checked().length > 0 || matchMedia("(min-width: 600px)").matches;
}

/** Put what is asked into the address. */
function remember() {
  const query = new URLSearchParams();
  if (seen.search.value.trim()) query.set("find", seen.search.value.trim());
  for (const [name] of FILTERS) if (seen[name].value >= 0) query.set(name, seen.ids[name][seen[name].value]);
  for (const name of checked()) query.append("status", name);
  if (seen.sort.value) query.set("sort", seen.sort.value);
  history.replaceState(history.state, "", `${location.pathname}${`?${query}`.replace(/^\?$/, "")}${location.hash}`);
}

function changed() {
  remember();
  show();
}

function build(root) {
  const tables = { team: data.teams, cycle: data.cycles, owner: data.people, kind: data.kinds };
  const kinds = new Set(data.goals.map((goal) => goal[KIND]));
  const option = (value, text) => make("option", { value }, text);
  const button = (text = "") => make("button", { type: "button", class: "gs-btn" }, text);
  const field = (name, control) => make("label", { class: name }, words[name], control);
  seen = { ids: {}, boxes: new Map(), count: make("b", { role: "status" }), reset: button(words.reset), more: button() };
  seen.search = make("input", { type: "search", placeholder: words.hint });
  let timer;
  seen.search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(changed, 120);
  });
  const form = make("form", { class: "gs-find", role: "search" }, field("search", seen.search));
  for (const [name] of FILTERS) {
    seen.ids[name] = tables[name].map(([id]) => id);
    seen[name] = make("select", {}, option(-1, words.all));
    tables[name].forEach(([, text, depth], at) => {
      if (name !== "kind" || kinds.has(at)) {
        seen[name].append(option(at, name === "team" ? "\u2003".repeat(Math.min(depth, 12)) + text : text));
      }
    });
    form.append(field(name, seen[name]));
  }
  seen.sort = make("select", {}, ...words.orders.map(([name, text]) => option(name, text)));
  const states = make("fieldset", { "aria-label": words.status });
  for (const [shape, word, , , name] of data.statuses) {
    if (seen.boxes.has(name)) continue;
    const [box, count] = [make("input", { type: "checkbox" }), make("span", { class: "gs-count" })];
    const label = make("label", {}, box, make("span", { class: `gs-s ${shape}` }, word), count);
    seen.boxes.set(name, [box, count, label]);
    states.append(label);
  }
  seen.states = make("details", { class: "gs-fold" }, make("summary", {}, words.status), states);
  form.append(field("sort", seen.sort), seen.states);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  seen.reset.addEventListener("click", () => {
    form.reset();
    changed();
    seen.search.focus();
  });
  seen.heads = COLUMNS.map(([name, room], at) => {
    const sorter = make("button", { type: "button" }, words.columns[at]);
    sorter.addEventListener("click", () => {
      seen.sort.value = { [name]: `-${name}`, [`-${name}`]: "" }[seen.sort.value] ?? name;
      changed();
    });
    const [before, after] = words.tick.split("{}");
    const tick = name === "progress" ? [before, make("i", { class: "gs-tick" }), after] : [];
    return make("th", { scope: "col", class: room }, name ? sorter : unseen(words.columns[at]), ...tick);
  });
  seen.body = make("tbody", {});
  seen.table = make("table", { class: "gs-t gs-list gs-explore all" },
    make("thead", {}, make("tr", {}, ...seen.heads)), seen.body);
  seen.empty = make("p", { class: "gs-empty" }, make("b", {}, words.none), words.gap + words.next);
  seen.left = make("span", { class: "gs-quiet" });
  seen.rest = make("p", { class: "gs-rest" }, seen.more, seen.left);
  seen.more.addEventListener("click", () => more().querySelector("a").focus());
  root.replaceChildren(form, make("p", { class: "gs-found" }, seen.count, seen.reset), seen.table, seen.empty, seen.rest);
}

/** Show what is asked for, from its beginning. */
function show() {
  const counts = find();
  seen.count.textContent = filled(words.count, write(matches.length));
  seen.reset.hidden = !location.search;
  for (const [name, [box, count, label]] of seen.boxes) {
    count.textContent = write(counts.get(name) ?? 0);
    label.hidden = !counts.has(name) && !box.checked;
  }
  const { value } = seen.sort;
  COLUMNS.forEach(([name], at) => {
    seen.heads[at].ariaSort = name && value.endsWith(name) ? (value === name ? "ascending" : "descending") : null;
  });
  seen.table.hidden = !matches.length;
  seen.empty.hidden = matches.length > 0;
  seen.body.replaceChildren();
  drawn = 0;
  more();
}

/** Show the next goals and return the first of them. */
function more() {
  const rows = matches.slice(drawn, drawn + SHOWN).map((at) => row(data.goals[at]));
  drawn += rows.length;
  seen.body.append(...rows);
  const left = matches.length - drawn;
  seen.more.textContent = filled(words.more, write(Math.min(left, SHOWN)));
  seen.left.textContent = filled(words.left, write(left));
  seen.rest.hidden = !left;
  return rows[0];
}

function row(goal) {
  const [shape, word, was, ground] = data.statuses[goal[STATUS]];
  const [unit, text] = goal[BAR];
  const name = make("th", { scope: "row" }, link(goal));
  if (goal[KIND] === KPI && unit) name.append(make("span", { class: "gs-unit" }, filled(words.detail, unit)));
  const reason = foundBy(goal);
  if (reason) name.append(" ", make("small", {}, reason));
  // Where there is no room for their columns.
  const cycle = data.cycles[goal[CYCLE]]?.[1];
  name.append(make("small", { class: "whence" }, [placeOf(goal), ...(cycle ? [cycle] : [])].join(" · ")));
  const pill = make("span", { class: `gs-s ${shape}${ground ? " ground" : ""}` }, word);
  if (was) pill.append(make("small", {}, was));
  const cells = [
    placeOf(goal),
    data.cycles[goal[CYCLE]]?.[1] ?? "–",
    goal[KIND] === KPI ? make("span", { class: "gs-quiet" }, valueOf(goal, text)) : bar(goal[BAR]),
    goal[NUMBER] === null ? goal[PERCENT] : link(goal, goal[PERCENT], "#why"),
    pill,
    avatar(goal),
  ];
  return make("tr", {}, name, ...cells.map((cell, at) => make("td", { class: COLUMNS[at + 1][1] }, cell)));
}

/** Return a text of a goal, as a link if it leads into this site. */
function link(goal, text = goal[TITLE], place = "") {
  const to = new URL(goal[URL_BELOW] + place, base);
  const inside = to.protocol === base.protocol && to.href.startsWith(base.href);
  return inside ? make("a", { href: to.href }, text) : text;
}

/** Return what a KPI stands at; it leads to where that unfolds if no completion beside it does. */
function valueOf(goal, text) {
  if (goal[NUMBER] !== null || text.startsWith("–")) return text;
  return make("span", { class: "pc" }, link(goal, text, "#why"));
}

/** Return the key result a goal was found by, if its title alone was not enough. */
function foundBy(goal) {
  const title = plain(goal[TITLE]);
  const missing = asking.filter((word) => !title.includes(word));
  return goal.slice(KEY_RESULTS).find((text) => missing.some((word) => plain(text).includes(word)));
}

function bar([share, tick, state, expected]) {
  const made = make("span", { class: `gs-bar o ${state}` });
  made.style.setProperty("--p", share);
  if (tick) made.style.setProperty("--e", tick);
  if (expected) made.append(unseen(filled(words.expected, expected)));
  return made;
}

function avatar(goal) {
  if (!ownerOf(goal)) return "";
  const [, name, letters, known] = ownerOf(goal);
  const drawn = make("span", { "aria-hidden": "true" }, known ? letters : "?");
  return make("span", { class: `gs-av${known ? "" : " unknown"}`, title: name }, drawn, unseen(name));
}

async function start() {
  const root = document.getElementById("gs-explore");
  if (!root || root.dataset.started) return;
  root.dataset.started = "yes";
  try {
    const answer = await fetch(root.dataset.src);
    data = await answer.json();
    if (!data.goals.length) return; // the page says what to do
    words = data.words;
    base = new URL(root.dataset.root, location.href);
    const language = document.documentElement.lang || undefined;
    write = new Intl.NumberFormat(language).format;
    collate = new Intl.Collator(language).compare;
    orders = new Map();
    texts = undefined;
    build(root);
    read();
    show();
  } catch (error) {
    console.error(error);
    document.getElementById("gs-explore-failed").hidden = false;
  }
}

// A theme that changes pages without loading them tells of each.
globalThis.document$?.subscribe(start);
start();
