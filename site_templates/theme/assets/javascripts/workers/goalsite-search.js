// Answers the theme's search, in a worker. It keeps no index: it reads every entry, which takes some milliseconds for
// ten thousand goals and finds 满意度 within 客户满意度 as it finds any text. It speaks the theme's protocol (SETUP and
// QUERY come, READY and RESULT go); entries are plain text, and what is shown of them is escaped here.

const [SETUP, READY, QUERY, RESULT] = Array(4).keys();
// What a word found at the beginning of another is worth in each field; within one, it is worth one less.
const WORTH = [6, 4, 2]; // title, names, text
const HAN = /[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}]+/gu;
const BLANK = /[\s，。、；：！？（）《》「」『』…·]+/u;
// Characters of a text that are shown, how near its beginning the first mark is that lets it begin there, and how many
// stand before a mark further on: the theme shows two lines, on a phone as well.
const [LONGEST, NEAR, LEAD] = [240, 70, 30];
const TOLD = 100; // pages that are shown with their texts and marks: who reads on reads titles
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const ASCII = /^[\x00-\x7f]*$/;
// Words so short, and numbers, stand within very many others: they are found where they begin one.
const BEGINNING = /^(?:[a-z0-9]{1,3}(?![a-z0-9])|[0-9])/;

let entries, suggests; // those that stand first are shown first, where words are found in all alike

/** Return text without case, width and accents; each character stays in its place if `aligned`. */
function plain(text, aligned = false) {
  const low = text.toLowerCase();
  if (ASCII.test(low)) return low;
  const bare = (part) => part.normalize("NFKD").replace(/\p{M}/gu, "");
  if (!aligned) return bare(low);
  const inPlace = (one) => bare(one.toLowerCase()).padEnd(one.length).slice(0, one.length);
  return [...text].map((one) => (ASCII.test(one) ? one.toLowerCase() : inPlace(one))).join("");
}

/** Return how a word, as `worded` gives it, is looked for: Chinese begins anywhere, what is short only begins words. */
function sought(word) {
  const within = word.slice(1);
  return { word, within, anywhere: within.search(HAN) === 0, begins: BEGINNING.test(within) };
}

/** Return text as words with a blank before each. A run of Chinese is a word, and signs are none. */
function worded(text) {
  const low = plain(text.replaceAll("·", " ")); // stands between names, which are mostly ASCII otherwise
  const words = ASCII.test(low) ? low.replace(/[^a-z0-9]+/g, " ")
    : low.replace(HAN, " $& ").replace(/[^\p{L}\p{N}]+/gu, " ");
  return ` ${words.trim()}`;
}

/** Return what is searched of an entry. A title in another language stands for the title, other names for names. */
function prepared(entry) {
  const { location, title, also = [], names = "", others = [], tags = [], text = "", rank = 0 } = entry;
  const fields = { title: [title, ...also], names: [names, ...tags, ...others], text: [text] };
  let all = "";
  const ends = Object.values(fields).map((texts) => (all += `${texts.map(worded).join("\n")}\n`).length);
  const [page] = location.split("#");
  return { ...entry, all, ends, order: plain(title), page, rank };
}

/** Return entries in the order they are shown in: goals that run, those of the past, then others, each by title. */
function ordered(all) {
  const compare = (a, b) => (a < b ? -1 : Number(a > b));
  return all.sort((a, b) => b.rank - a.rank || compare(a.order, b.order) || compare(a.location, b.location));
}

/** Return the words that must be found, also as they were typed, and those that must not: `two "in a row" -without`. */
function parsed(query) {
  const asked = { wanted: [], unwanted: [], terms: {} };
  for (const [, sign, phrase, single] of query.matchAll(/([+-]?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/gu)) {
    for (const part of phrase === undefined ? single.split(BLANK) : [phrase]) {
      const word = worded(part);
      if (!word.trim()) continue;
      asked[sign === "-" ? "unwanted" : "wanted"].push(sought(word));
      if (sign !== "-") asked.terms[part] = true;
    }
  }
  return asked;
}

/** Return what a word is worth where it is found in an entry, 0 where it is not: the first of its fields counts. */
function worth({ all, ends }, { word, within, anywhere, begins }) {
  const field = (at) => (at < ends[0] ? 0 : at < ends[1] ? 1 : 2);
  const first = all.indexOf(anywhere ? within : word);
  if (first >= 0 && (anywhere || begins || first < ends[0])) return WORTH[field(first)];
  if (begins) return 0;
  const inner = all.indexOf(within);
  if (inner < 0) return 0;
  const most = WORTH[field(inner)];
  return first >= 0 && WORTH[field(first)] === most ? most : most - 1;
}

/** Return the entries that have all words and none of the unwanted, best first, each with its score. */
function found({ wanted, unwanted }) {
  const scored = [];
  for (const entry of wanted.length ? entries : []) {
    let score = 0;
    const all = wanted.every((word) => {
      const more = worth(entry, word);
      score += more;
      return more;
    });
    if (all && !unwanted.some((word) => worth(entry, word))) scored.push({ entry, score });
  }
  return scored.sort((a, b) => b.score - a.score);
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

/** Return where words stand in a text, as [from, to]: where they begin one of its words, or within if they begin none. */
function places(text, pattern) {
  const low = plain(text, true);
  const begins = (at) => !at || !/[a-z0-9]/.test(low[at]) || !/[\p{L}\p{N}]/u.test(low[at - 1]);
  const all = [...low.matchAll(pattern)];
  const begun = new Set(all.filter(({ index }) => begins(index)).map(([word]) => word));
  return all.filter(({ 0: word, index }) => begins(index) || !begun.has(word))
    .map(({ 0: word, index }) => [index, index + word.length]);
}

/** Return the part of a text from one place to another as HTML with its marks. */
function marked(text, marks, from = 0, to = text.length) {
  let [html, at] = ["", from];
  for (const [begin, end] of marks.filter(([begin, end]) => begin >= from && end <= to)) {
    html += `${escaped(text.slice(at, begin))}<mark>${escaped(text.slice(begin, end))}</mark>`;
    at = end;
  }
  return html + escaped(text.slice(at, to));
}

/** Return a paragraph of a text: its beginning, or the surroundings of the first mark. */
function teaser(text, marks) {
  const [begin, end] = marks[0] ?? [0, 0];
  let from = end > NEAR ? begin - LEAD : 0;
  let to = Math.min(text.length, Math.max(from + LONGEST, end));
  // Whole words, where there are blanks between them.
  const [first, last] = [text.indexOf(" ", from) + 1, text.lastIndexOf(" ", to)];
  if (from && first && first <= begin) from = first;
  if (to < text.length && last > Math.max(to - LEAD, end)) to = last;
  return `<p>${from ? "…" : ""}${marked(text, marks, from, to)}${to < text.length ? "…" : ""}</p>`;
}

/** Return an entry as the theme shows it; of its names, text and other titles, those in which something was found. */
function told({ location, title, names, text, tags, also = [], others = [] }, score, terms, pattern) {
  const marks = (one) => (pattern ? places(one, pattern) : []);
  const mark = (one) => marked(one, marks(one));
  const texts = [names, text].filter(Boolean);
  const known = others.filter((one) => marks(one).length).join(" · ");
  const hits = [...texts, ...also, known].map((one) => [one, marks(one)]).filter(([, all]) => all.length);
  const teasers = (hits.length ? hits : texts.slice(0, 1).map((one) => [one, []])).map((one) => teaser(...one));
  return { location, title: mark(title), text: teasers.join(""), ...(tags && { tags: tags.map(mark) }), score, terms };
}

/** Return an entry as the theme shows it, by its title alone. */
const named = ({ location, title }, score, terms) => ({ location, title: escaped(title), text: "", score, terms });

/** Return how the last word may go on, as the best title has it. */
function suggestion(query, best) {
  const last = query.split(/[\s-]+/).at(-1);
  const words = last ? best?.title.split(/[^\p{L}\p{N}]+/u) : [];
  const word = words?.find((one) => one.toLowerCase().startsWith(last.toLowerCase()));
  return word ? [last + word.slice(last.length)] : [];
}

/** Return what finds words in plain text, as places are looked for; longer ones come before those they begin with. */
function finding(wanted) {
  const parts = [...wanted].sort((a, b) => b.word.length - a.word.length).map(({ within, begins }) =>
    (begins ? "(?<![a-z0-9])" : "") + within.replaceAll(" ", "[^\\p{L}\\p{N}]*"));
  return new RegExp(parts.join("|"), "gu");
}

/** Answer a query: pages, best first, each with the sections of it that were found. */
function answer(query) {
  const asked = parsed(query);
  const all = found(asked);
  const pattern = finding(asked.wanted);
  const pages = new Map();
  for (const { entry, score } of all) {
    const sections = pages.get(entry.page);
    const form = pages.size < TOLD || sections ? told : named;
    const shown = form(entry, score, asked.terms, pattern);
    if (sections) sections.push(shown);
    else pages.set(entry.page, [shown]);
  }
  // The theme shows sections below their page, which is wanted even where nothing was found in it.
  for (const entry of all.length ? entries : []) {
    const sections = pages.get(entry.location);
    if (sections && !sections.some(({ location }) => location === entry.location)) sections.push(told(entry, 0, {}));
  }
  return { items: [...pages.values()], ...(suggests && { suggest: suggestion(query, all[0]?.entry) }) };
}

/** Read the entries, whose address from the root of the site is told with the theme's setup. */
async function read(address) {
  const said = await fetch(new URL(`../../../${address}`, self.location));
  if (!said.ok) throw new Error(`${said.status} ${said.url}`);
  return ordered((await said.json()).map(prepared));
}

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    suggests = data.options?.suggest;
    entries = await read(data.config.entries);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: answer(data) });
  }
});
