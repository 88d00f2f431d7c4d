/* The wallboard looks again every five minutes, and shows what it has for as long as nobody answers. */

const EVERY = 5 * 60 * 1000;

const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => {
  const asked = new URLSearchParams(location.search).get("scheme");
  document.body.dataset.mdColorScheme = (asked ? asked === "dark" : dark.matches) ? "slate" : "default";
};
dark.addEventListener("change", dress);
dress();

setInterval(async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.ok) location.reload();
  } catch {
    document.body.classList.add("silent"); // the network is away: the next look may find it
  }
}, EVERY);
