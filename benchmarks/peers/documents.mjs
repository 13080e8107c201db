// The pages of a feed as Markdown trees and texts, and Markdown trees as segments: what all rivals in Node share.

import { readFileSync } from "node:fs";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown, gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { gfm } from "micromark-extension-gfm";

const AUTHORS_LINK = "https://example.org/";

/** Reads a feed from the standard input, hands it to `link`, and writes the segments of each page that it returns. */
export async function serve(link) {
  const feed = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(await link(feed)));
}

/** The Markdown tree of a page: a paragraph for each block. */
export function tree(document) {
  return { type: "root", children: document.blocks.map(block) };
}

export function write(root) {
  return toMarkdown(root, { extensions: [gfmToMarkdown()] });
}

export function read(markdown) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The text of a tree in segments of [text, target]; `targetOf` names the page that a node links to, "" if none. */
export function segments(node, targetOf, target = "") {
  if (node.type === "heading") return [];
  if (node.type === "text" || node.type === "inlineCode") return [[node.value, target]];
  if (node.type === "image") return [[`!${node.alt}`, ""]]; // what "!" before a new link makes of it
  const inner = targetOf(node) || target;
  return (node.children ?? []).flatMap((child) => segments(child, targetOf, inner));
}

function block({ quote, pieces }) {
  const paragraph = { type: "paragraph", children: pieces.flatMap(piece) };
  return quote ? { type: "blockquote", children: [paragraph] } : paragraph;
}

// Marks may not begin or end with white space, so that it stands beside them.
function piece({ kind, text }) {
  const folded = text.replace(/\s+/gu, " ");
  if (kind === "text") return [{ type: "text", value: folded }];
  const inner = folded.trim();
  if (!inner) return [{ type: "text", value: folded }];
  const before = folded.startsWith(" ") ? [{ type: "text", value: " " }] : [];
  const after = folded.endsWith(" ") ? [{ type: "text", value: " " }] : [];
  const marked =
    kind === "code"
      ? { type: "inlineCode", value: inner }
      : { type: "link", url: AUTHORS_LINK, children: [{ type: "text", value: inner }] };
  return [...before, marked, ...after];
}
