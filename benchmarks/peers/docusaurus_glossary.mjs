// docusaurus-plugin-glossary: its remark plugin, on the tree that Docusaurus would hand to it.

import remarkGlossaryTerms from "docusaurus-plugin-glossary/remark/glossary-terms";
import { segments, serve, tree } from "./documents.mjs";

await serve(({ terms, documents }) => {
  const transform = remarkGlossaryTerms({
    terms: Object.keys(terms).map((term) => ({ term, definition: term })),
  });
  const targetOf = (node) => (node.name === "GlossaryTerm" ? terms[termOf(node)] : "");
  return Object.fromEntries(
    documents.map((document) => {
      const root = tree(document);
      transform(root);
      return [document.key, segments(root, targetOf)];
    }),
  );
});

function termOf(node) {
  return node.attributes.find((attribute) => attribute.name === "term").value;
}
