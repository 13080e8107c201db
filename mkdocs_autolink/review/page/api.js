// The talk with the server that this page came from.

const TOKEN = location.pathname.split("/")[1];
const PATIENCE = 10_000; // milliseconds after which an answer counts as lost
const MOST_GROUPS = 25; // of one request for details

/** What went wrong: `code` as the server names it, or "connection" where no answer came. */
class Trouble extends Error {
  constructor(code, message, update = null) {
    super(message);
    this.code = code;
    this.update = update;
  }

  /** Whether the same request may succeed later, so that nothing is decided yet about it. */
  get passes() {
    return this.code === "connection" || this.code === "file";
  }
}

const GONE =
  "The review does not answer. If it was stopped, start mkdocs-autolink review again and open the address that it prints.";

const ask = async (address, options = {}) => {
  let response;
  let answer;
  try {
    response = await fetch(`api/${address}`, {
      ...options,
      headers: { "X-Autolink-Token": TOKEN, ...options.headers },
      signal: options.signal ?? AbortSignal.timeout(PATIENCE),
    });
    answer = await response.json();
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Trouble("connection", GONE);
  }
  if (response.ok) return answer;
  const { code = "bad request", message = `The review answered ${response.status}.` } = answer.error ?? {};
  throw new Trouble(code, message, answer.update);
};

// A request that is on its way when the tab closes still arrives; browsers allow that for small ones.
const post = (address, body) => {
  const text = JSON.stringify(body);
  const headers = { "Content-Type": "application/json" };
  return ask(address, { method: "POST", headers, body: text, keepalive: text.length < 30_000 });
};

/** All groups, and what is decided. */
export const readState = () => ask("state");

/** What changed after `version`. */
export const readChanges = (version) => ask(`changes?since=${encodeURIComponent(version)}`);

/** The details of groups by their ids; those that the server no longer knows are missing. */
export const readGroups = async (ids) => {
  const parts = [];
  for (let start = 0; start < ids.length; start += MOST_GROUPS) parts.push(ids.slice(start, start + MOST_GROUPS));
  const answers = await Promise.all(parts.map((part) => ask(`groups/${part.join(",")}`)));
  return answers.flatMap((answer) => answer.groups);
};

/** Pages and sections whose titles are like the text, the likest first. */
export const search = (text, signal) => ask(`search?limit=12&q=${encodeURIComponent(text)}`, { signal });

/** What accepting all above a confidence would mean. */
export const previewBulk = (above, groups) => post("bulk", groups ? { above, groups } : { above });

/** Decides. */
export const act = (request) => post("act", request);

/** Says which groups the reviewer has had on the screen. */
export const sayShown = (groups) => post("seen", { groups });
