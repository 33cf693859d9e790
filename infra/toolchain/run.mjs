/**
 * The one launcher behind every npm script. Needs nothing but Node 20: it installs what the lock file asks for,
 * then hands over to the pinned Node.
 *
 *     node infra/toolchain/run.mjs [--browser] [--web] file path/to/file.ts [args]
 *     node infra/toolchain/run.mjs [--browser] [--web] bin vitest [args]
 *
 * `--web` builds the pages first when they are stale, `--browser` looks for (and may install) Chromium.
 * Everything the launcher says goes to stderr, so stdout belongs to the program. Its exit code is the program's.
 */
import path from "node:path";
import { buildWeb } from "./build-web.mjs";
import { ensureBrowser } from "./browser.mjs";
import { ensureInstalled } from "./install.mjs";
import { launch } from "./launch.mjs";
import { findBin, findPinnedNode, withNodeFirst } from "./pinned-node.mjs";
import { projectRoot, say, ToolchainError } from "./project.mjs";

const flags = new Set(["--browser", "--web"]);
const usage = "usage: node infra/toolchain/run.mjs [--browser] [--web] file|bin <file or tool> [args]";

/**
 * Splits the launcher's own flags from the program to run.
 * @param {string[]} words
 */
function parse(words) {
  const firstWord = words.findIndex((word) => !flags.has(word));
  const [kind, target, ...args] = firstWord < 0 ? [] : words.slice(firstWord);
  if ((kind !== "file" && kind !== "bin") || target === undefined) throw new ToolchainError(usage);
  return { wanted: new Set(words.slice(0, firstWord)), kind, target, args };
}

async function main() {
  const { wanted, kind, target, args } = parse(process.argv.slice(2));
  const root = projectRoot();
  await ensureInstalled(root);

  const node = findPinnedNode(root);
  const env = withNodeFirst(node, process.env);
  // What Node compiled is kept for the next program: most of the start of a small one.
  env.NODE_COMPILE_CACHE ??= path.join(root, ".cache", "node");
  if (wanted.has("--browser")) env.CHROMIUM_PATH = (await ensureBrowser()) ?? "";
  if (wanted.has("--web")) await buildWeb(root, { onlyWhenStale: true });

  const script = kind === "bin" ? findBin(root, target) : target;
  return launch(node, ["--disable-warning=ExperimentalWarning", script, ...args], env);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ToolchainError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
