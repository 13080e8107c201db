// glossarify-md: the program, on a folder with a Markdown file for each page whose only heading is its title.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { read, segments, serve, tree, write } from "./documents.mjs";

const PROGRAM = fileURLToPath(new URL("node_modules/glossarify-md/bin/index.js", import.meta.url));
const OPTIONS = {
  $schema: "https://raw.githubusercontent.com/about-code/glossarify-md/v5.1.0/conf/v5/schema.json",
  glossaries: [{ file: "./*.md", termHint: "" }],
  ignoreCase: true,
  indexing: { headingDepths: [1] },
  linking: {
    byReferenceDefinition: false,
    headingAsLink: false,
    headingDepths: [1],
    limitByAlternatives: -1, // a title that several pages bear is not linked
    mentions: "first-in-paragraph",
  },
};

await serve(({ documents }) => {
  const folder = mkdtempSync(join(tmpdir(), "glossarify-"));
  try {
    return linked(documents, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function linked(documents, folder) {
  mkdirSync(join(folder, "in"));
  documents.forEach((document, number) => writeFileSync(join(folder, "in", `${number}.md`), page(document)));
  const config = join(folder, "glossarify-md.conf.json");
  writeFileSync(config, JSON.stringify({ baseDir: "./in", outDir: "../out", ...OPTIONS }));
  execFileSync(process.execPath, [PROGRAM, "--config", config], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const targetOf = (node) => {
    const file = node.type === "link" ? /^(?:\.\/)?(\d+)\.md#/.exec(node.url) : null;
    return file ? documents[Number(file[1])].key : "";
  };
  return Object.fromEntries(
    documents.map(({ key }, number) => {
      const output = readFileSync(join(folder, "out", `${number}.md`), "utf8");
      return [key, segments(read(output), targetOf)];
    }),
  );
}

function page(document) {
  const root = tree(document);
  root.children.unshift({ type: "heading", depth: 1, children: [{ type: "text", value: document.title }] });
  return write(root);
}
