// eslint-plugin-markdown-preferences: the rule prefer-linked-words with --fix, on the Markdown of each page.

import markdown from "@eslint/markdown";
import { Linter } from "eslint";
import preferences from "eslint-plugin-markdown-preferences";
import { read, segments, serve, tree, write } from "./documents.mjs";

const SCHEME = "page:";

await serve(({ terms, documents }) => {
  const targets = Object.values(terms);
  const patterns = Object.keys(terms).map(literally);
  const linter = new Linter({ configType: "flat" });
  const targetOf = (node) =>
    node.type === "link" && node.url.startsWith(SCHEME) ? targets[Number(node.url.slice(SCHEME.length))] : "";
  return Object.fromEntries(
    documents.map((document) => {
      const text = write(tree(document));
      const { output } = linter.verifyAndFix(text, config(wordsOf(text, patterns)), { filename: "page.md" });
      return [document.key, segments(read(output), targetOf)];
    }),
  );
});

function config(words) {
  return {
    files: ["**/*.md"],
    language: "markdown/commonmark",
    plugins: { markdown, "markdown-preferences": preferences },
    rules: { "markdown-preferences/prefer-linked-words": ["error", { words }] },
  };
}

// What does not occur on the page changes nothing; without it the rule is many times as fast.
function wordsOf(text, patterns) {
  const words = patterns.map((pattern, number) => [pattern, `${SCHEME}${number}`]);
  return Object.fromEntries(
    words.filter(([pattern]) => new RegExp(pattern, "iu").test(text)).map(([pattern, link]) => [`/${pattern}/iu`, link]),
  );
}

function literally(title) {
  return title.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
