// Puts the page into dist/: three pages, what computes beside them, the libraries' licences. Same input, same bytes.
import { build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "dist");
const leftOut = join(here, "src", "left_out.js");

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const built = await build({
  absWorkingDir: here,
  entryPoints: ["src/tell.js", "src/receipt.js", "src/handle.js", "src/worker.js"],
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  alias: { "@noble/post-quantum/hybrid.js": leftOut, "@noble/curves/nist.js": leftOut },
});
for (const name of ["tell.html", "receipt.html", "handle.html", "style.css"]) cpSync(join(here, "src", name), join(out, name));
writeFileSync(join(out, "NOTICE.txt"), notice(Object.keys(built.metafile.inputs)));

/** Return the licences of every library of which something went into the bundle. */
function notice(inputs) {
  const folders = new Set(
    inputs.map((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]).filter(Boolean),
  );
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
    const licence = readdirSync(join(here, folder)).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
    return `${name} ${version} (${license})\n\n${readFileSync(join(here, folder, licence), "utf8")}`;
  }).join(`\n${"-".repeat(72)}\n\n`);
}
