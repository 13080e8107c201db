// What the tab remembers over a reload. Another run of the review has another address, and so a memory of its own.

const key = (name) => `autolink-${name}-${location.pathname}`;

/** What was kept under the name; `otherwise` where there is nothing, or no storage. */
export const recall = (name, otherwise) => {
  try {
    return JSON.parse(sessionStorage.getItem(key(name))) ?? otherwise;
  } catch {
    return otherwise;
  }
};

/** Keeps a value under the name, where the browser lets us. */
export const keep = (name, value) => {
  try {
    sessionStorage.setItem(key(name), JSON.stringify(value));
  } catch {
    // Without storage a reload begins at the first group; what is not saved then, the page warns of before it is left.
  }
};
