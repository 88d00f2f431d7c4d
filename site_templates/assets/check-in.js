/* Check in without git: turns what someone fills in into the file of a check-in, and into the address under which the
   forge offers to make that file. It talks to no server but the site itself, and puts text into pages as text only.

   The first half is functions without a page, which tests run; the second half is the form. */

/* Servers refuse addresses much longer than this; the text is then copied instead. */
export const LONGEST_ADDRESS = 7000;

const NUMBER = /^[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const LONGEST_NUMBER = 30;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
/* What goal files may not hold: control characters, marks that turn the direction of writing, halves of characters. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;
const PLAIN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const SURPRISING = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
const TYPED = new Set(["number", "keep"]);

/* Reads a number as goal files want it: { value } exactly as typed, or { instead }, what was probably meant (or null). */
export function number(typed) {
  const text = typed.trim();
  if (text.length <= LONGEST_NUMBER && NUMBER.test(text)) return { value: text };
  let plain = text.normalize("NFKC").replace(/[\s_'’]/g, "").replace(/[−–]/g, "-").replace(/%$/, "");
  plain = /^[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(plain) ? plain.replaceAll(",", "") : plain.replace(",", ".");
  plain = plain.replace(/^([-+]?)0+(?=[0-9])/, "$1").replace(/^([-+]?)\./, "$10.").replace(/\.$/, "");
  return { instead: plain.length <= LONGEST_NUMBER && NUMBER.test(plain) ? plain : null };
}

/* Returns what a check-in of a goal says, only what was changed or confirmed; with what has to be mended first.

   `answers` is { date, by, note, confidence, rows: { id: { typed, again, done, titles, confidence } } }, where
   `confidence` is per cent or null, and `today` the day after which nothing can have happened yet, if there is one.
   `problems` maps a row's id, "date" or "by" to what is wrong there. */
export function checkInOf(goal, answers) {
  const values = [];
  const sure = [];
  const problems = {};
  for (const row of goal.rows) {
    const answer = answers.rows[row.id] ?? {};
    if (TYPED.has(row.measure)) {
      const typed = (answer.typed ?? "").trim();
      const read = number(typed);
      if (typed !== "" && read.value === undefined) problems[row.id] = read;
      else if (typed !== "" && outside(row.range, typed)) problems[row.id] = { between: row.range };
      else if (typed !== "" && (typed !== row.last || answer.again || goal.kind === "kpi")) values.push([row.id, typed]);
    } else if (row.measure === "yes" && answer.done && !row.day) {
      values.push([row.id, true]);
    } else if (row.measure === "milestones") {
      const titles = (answer.titles ?? []).filter((title) => row.open.includes(title));
      if (titles.length) values.push([row.id, titles]);
    }
    if (Number.isFinite(answer.confidence)) sure.push([row.id, share(answer.confidence)]);
  }
  if (!DAY.test(answers.date)) problems.date = {};
  else if (answers.today && answers.date > answers.today) problems.date = { future: true };
  if (goal.raters && !goal.raters.includes(answers.by)) problems.by = {};
  const note = noteOf(answers.note ?? "");
  const made = { kind: goal.kind, date: answers.date, by: answers.by ?? "", values, note };
  if (goal.kind !== "kpi" && Number.isFinite(answers.confidence)) made.confidence = share(answers.confidence);
  else if (goal.kind !== "kpi" && sure.length) made.confidence = sure;
  const nothing = goal.kind === "kpi" ? !values.length : !values.length && made.confidence === undefined && !note;
  return { checkIn: made, problems, nothing };
}

/* Returns the text of a check-in's file (SPEC 3.5). */
export function fileText(checkIn) {
  const lines = ["---", "kind: check-in", `date: ${checkIn.date}`];
  const by = checkIn.by.replace(CONTROL, "").trim();
  if (by) lines.push(`by: ${word(by)}`);
  if (checkIn.kind === "kpi") lines.push(`value: ${checkIn.values[0]?.[1] ?? ""}`.trimEnd());
  else if (checkIn.values.length) {
    lines.push("values:");
    for (const [id, value] of checkIn.values) {
      if (Array.isArray(value)) lines.push(`  ${word(id)}:`, ...value.map((title) => `    - ${quoted(title)}`));
      else lines.push(`  ${word(id)}: ${value}`);
    }
  }
  if (Array.isArray(checkIn.confidence)) {
    lines.push("confidence:", ...checkIn.confidence.map(([id, value]) => `  ${word(id)}: ${value}`));
  } else if (checkIn.confidence !== undefined) lines.push(`confidence: ${checkIn.confidence}`);
  lines.push("---");
  return `${lines.join("\n")}\n${checkIn.note ? `${checkIn.note}\n` : ""}`;
}

/* Returns the name of a check-in's file, one that is not taken. */
export function fileName(date, by, taken = []) {
  const letters = by.normalize("NFC").toLowerCase().replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}0-9]+/gu, "-");
  const who = Array.from(letters.replace(/^-+|-+$/g, "")).slice(0, 40).join("");
  const wanted = who ? `${date}-${who}` : date;
  let name = wanted;
  for (let count = 2; taken.includes(name); count += 1) name = `${wanted}-${count}`;
  return `${name}.md`;
}

/* Returns the address of the forge's form for a new file, filled in; `beginning` ends with the branch.

   `goalsite.site.forge` makes the same addresses; a test compares the two. */
export function address(forge, beginning, path, content) {
  if (forge === "gitlab") return `${beginning}/?file_name=${encoded(path)}&content=${encoded(content)}`;
  const at = path.lastIndexOf("/");
  const folder = path.slice(0, Math.max(at, 0)).split("/").map(encoded).join("/");
  const name = encoded(path.slice(at + 1));
  return `${beginning}${folder && "/"}${folder}?filename=${name}&value=${encoded(content)}`;
}

/* Returns where a goal's page lies below the site; null for what is no goal's id. It cannot lead out of the site. */
export function pageOf(id) {
  const parts = id.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return null;
  if (/^(?:index|readme)$/i.test(parts.at(-1))) parts.pop();
  return parts.map((part) => `${encoded(part)}/`).join("");
}

/* Returns a day as goal files write it, in the reader's own time zone. */
export function dayOf(date) {
  const two = (part) => String(part).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/* A rating lies within the levels of its rubric, where these are numbers. */
function outside(range, typed) {
  return Boolean(range) && (Number(typed) < Number(range[0]) || Number(typed) > Number(range[1]));
}

function share(percent) {
  return String(Math.min(Math.max(Math.round(percent), 0), 100) / 100);
}

/* A confidence as all pages write it. */
function shown(percent) {
  return (Math.round(percent) / 100).toFixed(2);
}

/* The steps of a slider are coarser than what was said: until it is moved, it stands for that. */
function percentOf(slider) {
  return Number(slider.dataset.said ?? slider.value);
}

/* A note is Markdown, but nobody means HTML by a "<": it is kept as the character it is, save in code and links. */
function noteOf(typed) {
  const text = typed.replace(/\r\n?/g, "\n").replace(CONTROL, "").trim();
  const parts = text.split(/((`+)(?!`)[^]*?[^`]\2(?!`))/);
  return parts
    .map((part, at) => (at % 3 === 0 ? part.replace(/<(?=[a-z/!?])(?!https?:\/\/[^\s<>]+>)/gi, "&lt;") : at % 3 === 1 ? part : ""))
    .join("");
}

/* Text as YAML reads it back, whatever it holds: in double quotes JSON's escapes are YAML's. */
function quoted(text) {
  return JSON.stringify(text.replace(CONTROL, ""));
}

function word(text) {
  return PLAIN.test(text) && !SURPRISING.has(text) ? text : quoted(text);
}

function encoded(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

/* The form */

class Form {
  constructor(page, goal, goalPage) {
    this.page = page;
    this.goal = goal;
    this.words = JSON.parse(page.dataset.words);
    this.form = page.querySelector("form");
    this.rows = new Map();
    const title = page.querySelector("[data-part=goal]");
    title.textContent = goal.title;
    title.href = goalPage;
    if (goal.kind === "kpi") this.part("doing").textContent = this.words.add;
    this.part("title").hidden = false;
    for (const row of goal.rows) this.addRow(row);
    this.fixed = page.dataset.day;
    this.field("date").value = this.fixed || dayOf(new Date());
    if (!this.fixed) this.field("date").max = dayOf(new Date());
    this.askWho();
    this.part("confidence").hidden = goal.kind === "kpi" || !goal.rows.length;
    this.setSlider(this.field("confidence"), goal.confidence);
    this.part("was").textContent = goal.confidence == null ? this.words.never : shown(goal.confidence);
    this.form.addEventListener("input", (event) => this.changed(event.target));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.button("copy").addEventListener("click", () => this.copy());
    this.button("download").addEventListener("click", () => this.download());
    this.form.hidden = false;
    page.querySelector("details").open = false;
    this.show();
  }

  part(name) {
    return this.page.querySelector(`[data-part="${name}"]`);
  }

  button(name) {
    return this.page.querySelector(`button[data-do="${name}"]`);
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  addRow(row) {
    const kind = TYPED.has(row.measure) ? "number" : row.measure;
    const made = this.page.querySelector(`template[data-row="${kind}"]`).content.firstElementChild.cloneNode(true);
    const within = (name) => made.querySelector(`[data-part="${name}"]`);
    const id = `gs-row-${this.rows.size}`;
    made.querySelector("[data-part=name]").textContent = row.title;
    if (row.unit) within("unit").textContent = this.words.detail.replace("{0}", () => row.unit);
    const input = made.querySelector("[data-field=typed]");
    if (input) {
      input.id = id;
      made.querySelector("label").htmlFor = id;
      input.setAttribute("aria-describedby", `${id}-problem`);
      within("problem").id = `${id}-problem`;
      input.value = row.last ?? "";
      within("last").textContent = row.day ? this.say("last", row.last ?? "", row.day) : this.goal.raters ? "" : this.words.first;
      within("again").hidden = row.last === undefined || this.goal.kind === "kpi";
      within("keep").hidden = row.measure !== "keep";
      for (const [level, said] of row.levels ?? []) {
        const line = Object.assign(document.createElement("li"), { textContent: `${level}: ${said}` });
        if (this.goal.lang) line.lang = this.goal.lang;
        within("levels").append(line);
      }
    }
    if (row.measure === "yes" && row.day) {
      made.querySelector("[data-field=done]").checked = made.querySelector("[data-field=done]").disabled = true;
      within("last").textContent = this.say("done", row.day);
    }
    if (row.measure === "milestones") {
      within("last").textContent = this.say("steps", row.done, row.done + row.open.length);
      row.open.forEach((title) => {
        const tick = this.page.querySelector('template[data-row="milestone"]').content.firstElementChild.cloneNode(true);
        tick.querySelector("input").dataset.title = title;
        tick.querySelector("[data-part=name]").textContent = title;
        if (this.goal.lang) tick.lang = this.goal.lang;
        within("steps").append(tick);
      });
    }
    if (row.kpi) {
      const link = within("source");
      link.textContent = row.kpi;
      link.href = new URL(row.url, this.root());
    }
    const slider = made.querySelector("[data-field=confidence]");
    if (slider) this.setSlider(slider, row.confidence ?? this.goal.confidence);
    this.rows.set(row.id, made);
    this.part("rows").append(made);
  }

  root() {
    return new URL(this.page.dataset.root || "./", document.baseURI);
  }

  say(name, ...values) {
    return this.words[name].replace(/\{(\d)\}/g, (_, at) => values[at]);
  }

  askWho() {
    const known = this.goal.raters?.map((rater) => [rater, ""]) ?? this.goal.people ?? [];
    let field = this.field("by");
    if (this.goal.raters) {
      const select = document.createElement("select");
      Object.assign(select, { name: "by", id: field.id });
      select.append(new Option(this.words.choose, ""));
      select.setAttribute("aria-describedby", "gs-by-problem");
      field.replaceWith(select);
      this.part("who").textContent = this.words.whose;
      known.forEach(([key]) => select.append(new Option(key, key)));
      return;
    }
    known.forEach(([key, name]) => {
      const option = document.createElement("option");
      Object.assign(option, { value: key, label: name });
      this.part("people").append(option);
    });
    field.value = remembered() ?? "";
  }

  setSlider(slider, percent) {
    slider.value = percent ?? 50;
    if (percent != null) slider.dataset.said = percent;
    this.showSlider(slider);
  }

  showSlider(slider) {
    const said = shown(percentOf(slider));
    slider.nextElementSibling.textContent = said;
    slider.setAttribute("aria-valuetext", said);
  }

  changed(target) {
    if (target.type === "range") {
      delete target.dataset.said;
      this.showSlider(target);
      if (target.name === "confidence") this.field("sure").value = "all";
      else target.dataset.moved = "yes";
    }
    this.show();
  }

  answers() {
    const mode = this.field("sure").value;
    const rows = {};
    for (const [id, row] of this.rows) {
      const field = (name) => row.querySelector(`[data-field=${name}]`);
      const slider = field("confidence");
      rows[id] = {
        typed: field("typed")?.value,
        again: field("again")?.checked,
        done: field("done")?.checked,
        titles: [...row.querySelectorAll("input[data-title]:checked")].map((tick) => tick.dataset.title),
        confidence: mode === "each" && slider?.dataset.moved ? Number(slider.value) : null,
      };
    }
    return {
      date: this.field("date").value,
      today: this.fixed ? "" : dayOf(new Date()),
      by: this.field("by").value,
      note: this.field("note").value,
      confidence: mode === "all" ? percentOf(this.field("confidence")) : null,
      rows,
    };
  }

  /* Shows the file as it stands, what is wrong with it, and where it can go. */
  show() {
    const answers = this.answers();
    this.part("each").classList.toggle("on", this.field("sure").value === "each");
    const { checkIn, problems, nothing } = checkInOf(this.goal, answers);
    for (const [id, row] of this.rows) {
      const said = row.querySelector("[data-part=problem]");
      const input = row.querySelector("[data-field=typed]");
      if (!said) continue;
      const problem = problems[id];
      said.textContent = !problem ? "" : this.mending(problem);
      input.setAttribute("aria-invalid", String(Boolean(problem)));
    }
    const wrong = Object.keys(problems).length > 0;
    /* Who rates is asked for once there is a rating; of a day that the site does not show yet it says so. */
    this.mark("by", problems.by && !nothing ? this.words.role : "");
    this.mark("date", problems.date ? this.words[problems.date.future ? "future" : "day"] : "");
    if (this.part("later")) this.part("later").hidden = !(answers.date > this.fixed);
    this.text = fileText(checkIn);
    this.name = fileName(checkIn.date, checkIn.by, this.goal.taken);
    const path = `${this.goal.folder}/${this.name}`;
    const ready = !wrong && !nothing;
    this.part("path").textContent = path;
    this.part("file").textContent = this.text;
    const waits = nothing && Object.keys(problems).every((where) => where === "by");
    this.part("ready").textContent = ready ? "" : waits ? this.words.nothing : this.words.mend;
    const { forge, begins } = this.page.dataset;
    const open = this.part("open");
    if (!open) return this.allow(ready);
    const whole = address(forge, begins, path, this.text);
    const long = whole.length > LONGEST_ADDRESS;
    this.part("long").hidden = !(ready && long);
    if (ready) open.href = long ? address(forge, begins, path, "") : whole;
    else open.removeAttribute("href");
    open.setAttribute("aria-disabled", String(!ready));
    open.onclick = () => remember(this.goal.raters ? "" : answers.by);
    return this.allow(ready);
  }

  mending(problem) {
    if (problem.between) return this.say("between", ...problem.between);
    return problem.instead ? this.say("instead", problem.instead) : this.words.digits;
  }

  mark(name, said) {
    this.part(`${name}-problem`).textContent = said;
    this.field(name).setAttribute("aria-invalid", String(Boolean(said)));
  }

  allow(ready) {
    this.button("copy").disabled = this.button("download").disabled = !ready;
    this.part("copied").textContent = "";
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.part("copied").textContent = this.words.copied;
    } catch {
      getSelection().selectAllChildren(this.part("file"));
      this.part("copied").textContent = this.words.selected;
    }
  }

  download() {
    const url = URL.createObjectURL(new Blob([this.text], { type: "text/markdown;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href: url, download: this.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }
}

/* Who checks in is remembered on this device, where it may be. */
function remembered() {
  try {
    return localStorage.getItem("goalsite-by");
  } catch {
    return null;
  }
}

function remember(by) {
  try {
    if (by.trim()) localStorage.setItem("goalsite-by", by.trim());
  } catch {
    /* a browser that keeps nothing asks again */
  }
}

/* Reads what the goal's own page tells the form; the page is parsed and never shown, so nothing in it acts. */
async function goalOf(id, url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const goal = JSON.parse(page.querySelector("a[data-check-in]").dataset.checkIn);
  if (goal.id !== id) throw new Error(`${url} is not of ${id}`);
  return goal;
}

async function start() {
  const page = document.querySelector(".gs-checkin");
  if (!page || page.dataset.started) return;
  page.dataset.started = "yes";
  page.querySelector("[data-part=by-hand]").hidden = true;
  page.querySelector("[data-part=by-form]").hidden = false;
  const say = (name) => {
    page.querySelector(`[data-say="${name}"]`).hidden = false;
  };
  const id = new URLSearchParams(location.search).get("goal");
  if (!id) return say("none");
  const place = pageOf(id);
  try {
    if (place === null) throw new Error("no goal");
    const url = new URL(place, new URL(page.dataset.root || "./", document.baseURI));
    new Form(page, await goalOf(id, url), url);
  } catch (error) {
    console.warn(`check in: ${error.message}`);
    say("missing");
  }
}

if (typeof document !== "undefined") {
  start();
  globalThis.document$?.subscribe?.(start); // a theme that swaps pages without loading them tells so here
}
